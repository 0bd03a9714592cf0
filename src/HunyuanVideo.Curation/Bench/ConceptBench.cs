using System.Diagnostics;
using System.Numerics.Tensors;
using HunyuanVideo.Curation.Alike;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Bench;

/// <summary>Clusters of known membership: purity, and speed against bare products of vectors. Source: spec curation §14 (k-means).</summary>
public sealed class ConceptBench : IBenchCase
{
    private const int Clusters = 50;
    private const int Dimension = 64;
    private const double Spread = 0.08;
    private const double LeastPurity = 0.95;
    private const int ProbeRounds = 200;

    /// <inheritdoc/>
    public string Name => "concepts";

    /// <inheritdoc/>
    public Task<IReadOnlyList<BenchFigure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (vectors, truth) = Mixture(options.Vectors, options.Seed);
        ConceptResult? found = null;
        var watch = BenchWatch.Time(() => found = new SphericalKMeans(new ConceptOptions { Concepts = Clusters }).Run("bench", vectors, cancellationToken));
        var purity = found!.Members.GroupBy(row => row.ConceptId).Sum(group => group.CountBy(row => truth[row.ClipId]).Max(pair => pair.Value)) / (double)options.Vectors;
        var products = (double)found.Passes * options.Vectors * Clusters;
        return Task.FromResult<IReadOnlyList<BenchFigure>>(
        [
            new(Name, "vectors", options.Vectors, "vectors"),
            new(Name, "purity", purity, "", Least: LeastPurity),
            new(Name, "time", watch.Seconds, "s"),
            new(Name, "of all cores", watch.CoreSeconds, "core-s"),
            new(Name, "against one core's bare products", products / watch.Seconds / ProductsPerSecond(vectors), "×"),
        ]);
    }

    /// <summary>Products a second of one core on vectors that lie in its cache.</summary>
    private static double ProductsPerSecond(VectorTable vectors)
    {
        var (begin, sum) = (Stopwatch.GetTimestamp(), 0f);
        for (var round = 0; round < ProbeRounds * Clusters; round++)
        {
            for (var other = 0; other < Clusters; other++)
            {
                sum += TensorPrimitives.Dot(vectors[round % Clusters], vectors[other]);
            }
        }

        return float.IsNaN(sum) ? double.NaN : (double)ProbeRounds * Clusters * Clusters / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    /// <summary>Directions scattered around random ones: for small spreads a mixture of von Mises–Fisher distributions.</summary>
    internal static (VectorTable Vectors, Dictionary<string, int> Truth) Mixture(int count, ulong seed)
    {
        var random = Philox.For(seed, "bench.mixture");
        var centres = Enumerable.Range(0, Clusters).Select(_ => Normal(random, 1 / Math.Sqrt(Dimension))).ToArray();
        var truth = Enumerable.Range(0, count).ToDictionary(i => $"{i:00000000}", _ => random.NextInt(Clusters));
        return (VectorTable.From(truth.Select(pair => (pair.Key, centres[pair.Value].Zip(Normal(random, Spread), (a, b) => a + b).ToArray()))), truth);
    }

    private static float[] Normal(Philox random, double spread) => [.. Enumerable.Range(0, Dimension).Select(_ => (float)(spread * random.NextNormal()))];
}
