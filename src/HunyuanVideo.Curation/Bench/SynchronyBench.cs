using HunyuanVideo.Curation.Audio;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Bench;

/// <summary>
/// Bouncing things with their own sound, with it late or early, and with another thing's: how well the score of consistency
/// tells them apart, and how exact the lag is. Source: spec curation §14 (av consistency).
/// </summary>
public sealed class SynchronyBench : IBenchCase
{
    private const double LeastArea = 0.97;
    private const double MostLagError = 20;
    private const double LeastLag = 0.08;
    private const double MostLag = 0.4;
    private const double Milliseconds = 1000;
    private const ulong LagSeed = 9;

    /// <inheritdoc/>
    public string Name => "av-consistency";

    /// <inheritdoc/>
    public Task<IReadOnlyList<BenchFigure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (inStep, others, lagErrors) = Trials(options.Sounds, cancellationToken);
        return Task.FromResult<IReadOnlyList<BenchFigure>>(
        [
            new(Name, "clips", inStep.Count + others.Count, "clips"),
            new(Name, "score of sound in step, mean", inStep.Average(), ""),
            new(Name, "score of shifted and foreign sound, mean", others.Average(), ""),
            new(Name, "pairs of the two in the right order", inStep.SelectMany(score => others, (score, other) => score > other ? 1.0 : score == other ? 0.5 : 0).Average(), "", Least: LeastArea),
            new(Name, "greatest error of the lag", lagErrors.Max(), "ms", Most: MostLagError),
        ]);
    }

    /// <summary>Scores of sound in step and of shifted and foreign sound, and errors of the lag in milliseconds; a clip without an answer scores 0 and errs by the widest lag.</summary>
    internal static (IReadOnlyList<double> InStep, IReadOnlyList<double> Others, IReadOnlyList<double> LagErrors) Trials(int count, CancellationToken cancellationToken)
    {
        var numbers = new AudioOptions();
        var analyser = new AudioAnalyser(numbers, new ClassicalVoiceDetector(numbers.Speech));
        var toys = Enumerable.Range(0, count).AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(seed => new BouncingToy((ulong)seed)).ToArray();
        var trials = toys.Index().AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(toy =>
        {
            var random = Philox.For(LagSeed, "lag", (ulong)toy.Index);
            var lag = (random.NextInt(2) == 0 ? -1 : 1) * (LeastLag + ((MostLag - LeastLag) * random.NextUniform()));
            AudioRow Heard(float[] sound) => analyser.Measure("clip", new ClipSound(sound), [toy.Item.LumaChange]);
            var (own, shifted, foreign) = (Heard(toy.Item.Sound(0)), Heard(toy.Item.Sound(lag)), Heard(toys[(toy.Index + 1) % count].Sound(0)));
            return (InStep: own.AvConsistency ?? 0.0, Others: new[] { shifted.AvConsistency ?? 0.0, foreign.AvConsistency ?? 0.0 }, Errors: new[] { LagError(own, 0), LagError(shifted, lag) });
        }).ToList();
        return ([.. trials.Select(trial => trial.InStep)], [.. trials.SelectMany(trial => trial.Others)], [.. trials.SelectMany(trial => trial.Errors)]);
    }

    private static double LagError(AudioRow row, double lag) => Milliseconds * (row.AvLagS is { } found ? Math.Abs(found - lag) : MostLag);
}
