using HunyuanVideo.Curation.Audio;

namespace HunyuanVideo.Curation.Bench;

/// <summary>Made sounds of the four classes, and how silent they are with a hole in them. Source: spec curation §14 (audio class, silence).</summary>
/// <param name="voiceModel">Path of the voice detector's model; where there is none, speech is told without.</param>
public sealed class SoundBench(string? voiceModel) : IBenchCase
{
    private const double LeastRight = 0.95;
    private const double MostSilenceError = 0.01;
    private const double Seconds = 4;
    private const double Level = 0.1;

    /// <inheritdoc/>
    public string Name => "audio";

    /// <inheritdoc/>
    public Task<IReadOnlyList<BenchFigure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var numbers = new AudioOptions();
        var voice = AudioAnalyser.VoiceDetector(voiceModel, numbers);
        try
        {
            var analyser = new AudioAnalyser(numbers, voice);
            var right = Enumerable.Range(0, options.Sounds).AsParallel().AsOrdered().WithCancellation(cancellationToken)
                .SelectMany(seed => Made((ulong)seed).Select(sound => (sound.Class, Found: analyser.Measure("clip", new ClipSound(sound.Samples), []).Class))).ToList();
            var silence = Enumerable.Range(0, options.Sounds).AsParallel().AsOrdered().WithCancellation(cancellationToken)
                .Max(seed => SilenceError(analyser, numbers.Levels.FrameSeconds, (ulong)seed, (seed + 0.5) / options.Sounds));
            return Task.FromResult<IReadOnlyList<BenchFigure>>(
            [
                new(Name, voiceModel is null ? "sounds, speech told without a model" : "sounds", right.Count, "clips"),
                .. right.GroupBy(sound => sound.Class).Select(group => new BenchFigure(Name, $"right of {group.Key}", group.Average(sound => sound.Found == sound.Class ? 1 : 0), "")),
                new(Name, "right of all", right.Average(sound => sound.Found == sound.Class ? 1 : 0), "", Least: LeastRight),
                new(Name, "greatest error of the silence ratio", silence, "", Most: MostSilenceError),
            ]);
        }
        finally
        {
            (voice as IDisposable)?.Dispose();
        }
    }

    /// <summary>Six sounds of known class; the same number gives the same ones.</summary>
    internal static IEnumerable<(string Name, string Class, float[] Samples)> Made(ulong seed)
    {
        var studio = new SoundStudio(seed, Seconds);
        yield return ($"noise {seed}", "pure_sound", studio.Noise());
        yield return ($"impacts {seed}", "pure_sound", studio.Impacts());
        var speech = SoundStudio.At(new SpeechStudio(seed, Seconds).Babble(), Level);
        yield return ($"speech {seed}", "sound_with_speech", speech);
        yield return ($"speech in noise {seed}", "sound_with_speech", SoundStudio.Mix(speech, SoundStudio.At(studio.Noise(), Level), studio.Between(0.05, 0.3)));
        var music = SoundStudio.At(studio.Music(), Level);
        yield return ($"music {seed}", "pure_music", music);
        yield return ($"music and clatter {seed}", "sound_with_music", SoundStudio.Mix(music, SoundStudio.At(studio.Clatter(), Level), studio.Between(0.7, 1.3)));
    }

    // A hole of whole level frames: what lies half in it is not silent.
    private static double SilenceError(AudioAnalyser analyser, double frameSeconds, ulong seed, double share)
    {
        var sound = SoundStudio.At(new SoundStudio(seed, Seconds).Noise(), Level);
        var frame = (int)(frameSeconds * SoundStudio.Rate);
        var silent = (int)Math.Round(share * sound.Length / frame) * frame;
        Array.Clear(sound, (sound.Length - silent) / frame / 2 * frame, silent);
        return Math.Abs(analyser.Measure("clip", new ClipSound(sound), []).SilenceRatio - ((double)silent / sound.Length));
    }
}
