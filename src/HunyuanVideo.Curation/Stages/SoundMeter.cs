using System.Collections.Immutable;
using HunyuanVideo.Curation.Audio;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Plugins;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Stages;

/// <summary>Classes of sound by a tagger, second by second, under the rule of the measurement without a model. Source: spec curation §9.</summary>
/// <param name="tagger">Hears.</param>
/// <param name="tools">The executables.</param>
/// <param name="options">Numbers of S17.</param>
internal sealed class SoundMeter(AudioTagger tagger, FfmpegTools tools, AudioOptions options) : IPluginMeter
{
    private const int MostLabels = 10;
    private const double TrialHertz = 440;

    private readonly AudioAnalyser _analyser = new(options, new ClassicalVoiceDetector(options.Speech));
    private readonly PcmReader _usual = new(tools);
    private readonly PcmReader _own = new(tools, sampleRate: tagger.SampleRate);

    /// <inheritdoc/>
    public Type Row => typeof(TagRow);

    /// <inheritdoc/>
    public ImmutableArray<string> Reads { get; } = [SourceProbe.Stage];

    /// <inheritdoc/>
    public void Try() => Measure(new ClipSound(Tone(ClipSound.SampleRate)), Tone(tagger.SampleRate));

    /// <inheritdoc/>
    public ClipFinish Begin(ClipUnit clip, ClipPass pass) => async (facts, cancellationToken) =>
    {
        if (!facts.Get<ProbeRow>().HasAudio)
        {
            return new StageResult([], "no_sound");
        }

        var times = facts.Get<FrameTimeRow>();
        var (path, start, seconds) = (clip.Source.Path, times.Seconds(times.Pts[clip.Clip.First]), clip.Clip.DurationSeconds);
        ClipSound usual;
        float[] own;
        try
        {
            usual = await _usual.ReadClipAsync(path, start, seconds, cancellationToken).ConfigureAwait(false);
            own = await _own.ReadAllAsync(path, start, seconds, cancellationToken).ConfigureAwait(false);
        }
        catch (InputException)
        {
            return new StageResult([], "sound_undecodable");
        }

        return StageResult.Of(Measure(usual, own));
    };

    private static float[] Tone(int rate) => [.. Enumerable.Range(0, rate).Select(i => 0.3f * (float)Math.Sin(2 * Math.PI * TrialHertz * i / rate))];

    private TagRow Measure(ClipSound usual, float[] own)
    {
        IReadOnlyList<float[]> bySecond = [];
        var kind = _analyser.Classify(usual, seconds =>
        {
            bySecond = tagger.BySecond(own, seconds);
            return [.. bySecond.Select(scores => ((double)tagger.Greatest(scores, AudioSetLabels.Speech), (double)tagger.Greatest(scores, AudioSetLabels.Music)))];
        });
        return tagger.Sum(bySecond, kind, MostLabels);
    }
}
