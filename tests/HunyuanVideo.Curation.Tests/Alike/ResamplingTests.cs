using HunyuanVideo.Curation.Alike;

namespace HunyuanVideo.Curation.Tests.Alike;

public sealed class ResamplingTests
{
    [Fact]
    public void Weights_of_Zipf_counts_follow_the_formula()
    {
        var concepts = Enumerable.Range(1, 9).SelectMany(concept => Enumerable.Repeat(concept, 3600 / concept)).ToList();   // median: 3600 / 5

        var weights = Resampling.Weights(concepts, new BalanceOptions());

        Assert.All(Enumerable.Range(1, 9), concept => Assert.Equal(Math.Min(1, Math.Sqrt(720.0 / (3600 / concept))), weights[concept], 1e-12));
    }

    [Fact]
    public void The_sample_of_a_grown_pool_contains_the_old_choice()
    {
        static List<(string Id, int Concept)> Pool(int size) =>
            [.. Enumerable.Range(1, 8).SelectMany(concept => Enumerable.Range(0, size / concept).Select(i => ($"{concept}-{i}", concept)))];
        static HashSet<string> Sample(List<(string Id, int Concept)> pool)
        {
            var weights = Resampling.Weights(pool.Select(clip => clip.Concept), new BalanceOptions { Seed = 7 });
            return [.. pool.Where(clip => Resampling.Takes(7, clip.Id, weights[clip.Concept])).Select(clip => clip.Id)];
        }

        var (old, grown) = (Sample(Pool(840)), Sample(Pool(1680)));

        Assert.Superset(old, grown);
        Assert.InRange(grown.Count(id => id.StartsWith("1-", StringComparison.Ordinal)) / 1680.0, 0.44, 0.51);   // √((1680 / 5 + 1680 / 4) / 2 / 1680) = 0.474
    }

    [Fact]
    public void Draws_are_even_and_belong_to_the_clip_and_seed()
    {
        var draws = Enumerable.Range(0, 4000).Select(i => Resampling.Draw(3, $"clip {i}")).ToList();

        Assert.Equal(0.5, draws.Average(), 0.02);
        Assert.All(Enumerable.Range(0, 10), tenth => Assert.InRange(draws.Count(draw => (int)(draw * 10) == tenth), 330, 470));
        Assert.NotEqual(draws[0], Resampling.Draw(4, "clip 0"));
        Assert.Equal(draws[5], Resampling.Draw(3, "clip 5"));
    }

    [Fact]
    public void Beta_0_keeps_all_and_beta_1_cuts_to_the_cap()
    {
        int[] concepts = [.. Enumerable.Repeat(1, 100), .. Enumerable.Repeat(2, 10)];

        Assert.All(Resampling.Weights(concepts, new BalanceOptions { Beta = 0 }).Values, weight => Assert.Equal(1, weight));
        Assert.Equal(0.1, Resampling.Weights(concepts, new BalanceOptions { Beta = 1, Cap = 10 })[1], 1e-12);
        Assert.Empty(Resampling.Weights([], new BalanceOptions()));
    }
}
