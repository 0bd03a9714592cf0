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

    private readonly AudioAnalyser _analyser = new(options, new ClassicalVoiceDetector(options.Speech));
    private readonly ClipSounds _usual = new(tools, ClipSound.SampleRate);
    private readonly ClipSounds _own = new(tools, tagger.SampleRate);

    /// <inheritdoc/>
    public Type Row => typeof(TagRow);

    /// <inheritdoc/>
    public ImmutableArray<string> Reads { get; } = [SourceProbe.Stage];

    /// <inheritdoc/>
    public void Try() => Measure(_usual.Trial(), _own.Trial());

    /// <inheritdoc/>
    public ClipFinish Begin(ClipUnit clip, ClipPass pass) => async (facts, cancellationToken) =>
    {
        var (own, ownReason) = await _own.ReadAsync(clip, facts, cancellationToken).ConfigureAwait(false);
        var (usual, reason) = own is null ? (null, ownReason) : await _usual.ReadAsync(clip, facts, cancellationToken).ConfigureAwait(false);
        return own is null || usual is null ? new StageResult([], reason) : StageResult.Of(Measure(usual, own));
    };

    private TagRow Measure(float[] usual, float[] own)
    {
        IReadOnlyList<float[]> bySecond = [];
        var kind = _analyser.Classify(new ClipSound(usual), seconds =>
        {
            bySecond = tagger.BySecond(own, seconds);
            return [.. bySecond.Select(scores => ((double)tagger.Greatest(scores, AudioSetLabels.Speech), (double)tagger.Greatest(scores, AudioSetLabels.Music)))];
        });
        return tagger.Sum(bySecond, kind, MostLabels);
    }
}
