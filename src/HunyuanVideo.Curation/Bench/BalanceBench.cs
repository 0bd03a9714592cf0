using HunyuanVideo.Curation.Alike;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Bench;

/// <summary>Balancing of Zipf-like concepts: the sample is as large as its weights say, and holds when the pool grows. Source: spec curation §14 (balance).</summary>
public sealed class BalanceBench : IBenchCase
{
    private const int Concepts = 1000;
    private const double MostErrors = 4;       // standard errors: one run in 16,000 is further off by chance

    /// <inheritdoc/>
    public string Name => "balance";

    /// <inheritdoc/>
    public Task<IReadOnlyList<BenchFigure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var random = Philox.For(options.Seed, "bench.balance");
        var concepts = Enumerable.Range(0, options.Rows).Select(_ => ConceptOf(random.NextUniform())).ToArray();
        var half = concepts.Length / 2;
        var balance = new BalanceOptions { Cap = options.Rows / (double)Concepts / 4 };
        var small = Resampling.Weights(concepts.Take(half), balance);
        var large = Resampling.Weights(concepts, balance);
        var (taken, expected, variance, lost) = (0L, 0.0, 0.0, 0L);
        for (var clip = 0; clip < half; clip++)
        {
            var (id, weight) = ($"{clip:x8}", small[concepts[clip]]);
            var takes = Resampling.Takes(options.Seed, id, weight);
            taken += takes ? 1 : 0;
            expected += weight;
            variance += weight * (1 - weight);
            lost += !takes && Resampling.Takes(options.Seed, id, large[concepts[clip]]) ? 1 : 0;
        }

        var errors = variance == 0 ? 0 : (taken - expected) / Math.Sqrt(variance);
        return Task.FromResult<IReadOnlyList<BenchFigure>>(
        [
            new(Name, "clips", half, "clips"),
            new(Name, "taken", taken, "clips"),
            new(Name, "off the weights' sum", errors, "standard errors", Least: -MostErrors, Most: MostErrors),
            new(Name, "come in that were left out, when the pool doubles", lost, "clips", Most: 0),
        ]);
    }

    // The inverse of a density that falls like 1/x: concept k has about 1/k of the first one's clips.
    private static int ConceptOf(double uniform) => (int)Math.Floor(Math.Pow(Concepts, uniform)) - 1;
}
