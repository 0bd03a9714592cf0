using HunyuanVideo.Curation.Alike;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Tests.Alike;

public sealed class SphericalKMeansTests
{
    private const int Clusters = 50;
    private const int Dimension = 64;
    private const double Spread = 0.08;

    [Fact]
    public void Clusters_are_found_pure_and_at_the_cost_of_the_best_of_ten()
    {
        var (vectors, truth) = Mixture(2500, seed: 1);

        var costs = Enumerable.Range(0, 10).Select(seed => Run(vectors, (ulong)seed).Cost).ToList();
        var result = Run(vectors, 0);

        var purity = result.Members.GroupBy(row => row.ConceptId).Sum(group => group.CountBy(row => truth[row.ClipId]).Max(pair => pair.Value)) / (double)truth.Count;
        TestContext.Current.TestOutputHelper?.WriteLine($"purity {purity:0.0000}, cost {result.Cost:0.000000}, best {costs.Min():0.000000}, worst {costs.Max():0.000000}, passes {result.Passes}");
        Assert.True(purity >= 0.95, $"purity {purity}");
        Assert.All(costs, cost => Assert.True(cost <= 1.02 * costs.Min(), $"{cost} against {costs.Min()}"));
    }

    [Fact]
    public void Batches_smaller_than_the_pool_cost_hardly_more()
    {
        var (vectors, _) = Mixture(3000, seed: 2);
        var whole = Run(vectors, 0).Cost;

        var inBatches = new SphericalKMeans(new ConceptOptions { Concepts = Clusters, Batch = 400 }).Run("look", vectors, TestContext.Current.CancellationToken).Cost;

        TestContext.Current.TestOutputHelper?.WriteLine($"whole {whole:0.000000}, in batches {inBatches:0.000000}");
        Assert.True(inBatches <= 1.02 * whole, $"{inBatches} against {whole}");
    }

    [Fact]
    public void Any_number_of_threads_and_any_order_give_the_same_bytes()
    {
        var (vectors, _) = Mixture(1500, seed: 3);
        var options = new ConceptOptions { Concepts = 20, Batch = 500, SeedSample = 700 };

        var one = new SphericalKMeans(options with { Threads = 1 }).Run("look", vectors, TestContext.Current.CancellationToken);
        var eight = new SphericalKMeans(options with { Threads = 8 }).Run("look", VectorTable.From(vectors.Ids.Select((id, i) => (id, vectors[i].ToArray())).Reverse()), TestContext.Current.CancellationToken);

        Assert.Equal(one.Concepts.SelectMany(row => row.Centroid).Select(BitConverter.SingleToInt32Bits), eight.Concepts.SelectMany(row => row.Centroid).Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(one.Members, eight.Members);
        Assert.Equal(one.Concepts.Select(row => (row.Count, row.ExampleIds)), eight.Concepts.Select(row => (row.Count, row.ExampleIds)));
    }

    [Fact]
    public void Rows_agree_with_one_another()
    {
        var (vectors, _) = Mixture(600, seed: 4);

        var result = new SphericalKMeans(new ConceptOptions()).Run("look", vectors, TestContext.Current.CancellationToken);
        var nearest = SphericalKMeans.Nearest(vectors, result.Concepts, 4);

        Assert.Equal(17, result.Concepts.Count);   // √(600 / 2)
        Assert.Equal(600, result.Concepts.Sum(row => row.Count));
        Assert.All(result.Members, row => Assert.Equal(row.ConceptId, nearest[row.ClipId][0]));
        Assert.All(result.Members, row => Assert.True(row.Second <= row.Similarity));
        Assert.All(result.Concepts, row => Assert.Equal(1, row.Centroid.Sum(value => (double)value * value), 1e-5));
    }

    [Fact]
    public void Equal_vectors_and_pools_smaller_than_the_concepts_are_no_fault()
    {
        var same = VectorTable.From(Enumerable.Range(0, 30).Select(i => ($"{i:00}", new float[] { 3, 4 })));

        var result = new SphericalKMeans(new ConceptOptions()).Run("look", same, TestContext.Current.CancellationToken);
        var single = new SphericalKMeans(new ConceptOptions()).Run("look", VectorTable.From([("a", [1f, 0])]), TestContext.Current.CancellationToken);

        Assert.Equal(0, result.Cost, 1e-6);
        Assert.Equal("a", Assert.Single(single.Concepts).ExampleIds);
        Assert.Equal(1, Assert.Single(single.Members).Second);
    }

    [Theory]
    [InlineData(new float[] { 0, 0 }, "all zeros or not finite")]
    [InlineData(new float[] { float.NaN, 0 }, "all zeros or not finite")]
    [InlineData(new float[] { 1 }, "belong to different spaces")]
    public void A_vector_without_direction_or_of_another_space_is_refused(float[] vector, string words)
    {
        var fault = Assert.Throws<InputException>(() => VectorTable.From([("a", [1, 2]), ("b", vector)]));

        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    private static ConceptResult Run(VectorTable vectors, ulong seed) =>
        new SphericalKMeans(new ConceptOptions { Concepts = Clusters, Seed = seed }).Run("look", vectors, TestContext.Current.CancellationToken);

    /// <summary>Directions scattered around 50 random ones: for small spreads a mixture of von Mises–Fisher distributions.</summary>
    private static (VectorTable Vectors, Dictionary<string, int> Truth) Mixture(int count, ulong seed)
    {
        var random = Philox.For(seed, "mixture");
        var centres = Enumerable.Range(0, Clusters).Select(_ => Normal(random, 1 / Math.Sqrt(Dimension))).ToArray();
        var truth = Enumerable.Range(0, count).ToDictionary(i => $"{i:00000}", _ => random.NextInt(Clusters));
        return (VectorTable.From(truth.Select(pair => (pair.Key, centres[pair.Value].Zip(Normal(random, Spread), (a, b) => a + b).ToArray()))), truth);
    }

    private static float[] Normal(Philox random, double spread) => [.. Enumerable.Range(0, Dimension).Select(_ => (float)(spread * random.NextNormal()))];
}
