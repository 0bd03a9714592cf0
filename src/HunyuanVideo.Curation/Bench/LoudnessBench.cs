using HunyuanVideo.Curation.Audio;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Bench;

/// <summary>
/// Loudness of tones whose reading the standard states, alone and among quieter ones that its gates leave out, and of noise
/// that is made softer by a known amount. Source: spec curation §14 (loudness); ITU-R BS.1770-4, annex 1; EBU Tech 3341.
/// </summary>
public sealed class LoudnessBench : IBenchCase
{
    private const double MostError = 0.1;
    private const double CalibrationHertz = 997;
    private const double OneChannel = -3.0103;      // a sine of full scale in one channel reads its mean square
    private const double Loudest = 0;
    private const double Softest = -40;
    private const double Seconds = 5;
    private const int Times = 6;                    // whole waves, so that they join; at either edge some blocks are of both
    private const double GatedBy = 13;              // LU below the tone, where the relative gate closes at 10

    /// <inheritdoc/>
    public string Name => "loudness";

    /// <inheritdoc/>
    public Task<IReadOnlyList<BenchFigure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = Enumerable.Range(0, options.Sounds).AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(sound => Errors((ulong)sound)).ToList();
        return Task.FromResult<IReadOnlyList<BenchFigure>>(
        [
            new(Name, "sounds", 3 * errors.Count, "clips"),
            new(Name, "greatest error of a tone", errors.Max(error => error.Tone), "LU", Most: MostError),
            new(Name, "greatest error of a tone among quieter ones", errors.Max(error => error.Gated), "LU", Most: MostError),
            new(Name, "greatest error of how much softer noise is", errors.Max(error => error.Noise), "LU", Most: MostError),
        ]);
    }

    private static (double Tone, double Gated, double Noise) Errors(ulong seed)
    {
        var (random, studio) = (Philox.For(seed, "loudness"), new SoundStudio(seed, Seconds));
        var level = Softest + ((Loudest - Softest) * random.NextUniform());
        var (tone, quiet) = (Tone(level), Tone(level - GatedBy));
        var (noise, softer) = (studio.Noise(), -20 * random.NextUniform());
        var gain = (float)Math.Pow(10, softer / 20);
        return (
            Math.Abs(Read(tone) - (level + OneChannel)),
            Math.Abs(Read([.. quiet, .. Enumerable.Repeat(tone, Times).SelectMany(part => part), .. quiet]) - (level + OneChannel)),
            Math.Abs(Read([.. noise.Select(sample => gain * sample)]) - Read(noise) - softer));
    }

    private static double Read(float[] sound) => LoudnessMeter.Integrated(sound, new LoudnessOptions());

    private static float[] Tone(double decibels)
    {
        var (peak, pace) = (Math.Pow(10, decibels / 20), 2 * Math.PI * CalibrationHertz / SoundStudio.Rate);
        return [.. Enumerable.Range(0, (int)(Seconds * SoundStudio.Rate)).Select(i => (float)(peak * Math.Sin(pace * i)))];
    }
}
