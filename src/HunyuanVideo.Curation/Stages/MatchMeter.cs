using System.Collections.Immutable;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Plugins;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Text;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Stages;

/// <summary>How well a clip's sound goes with its picture, by a model. Source: spec curation §9.</summary>
/// <param name="judge">Judges.</param>
/// <param name="frames">Frames that it sees.</param>
/// <param name="tools">The executables.</param>
internal sealed class MatchMeter(MatchJudge judge, int frames, FfmpegTools tools) : IPluginMeter
{
    private readonly ClipSounds _sounds = new(tools, judge.SampleRate);

    /// <inheritdoc/>
    public Type Row => typeof(MatchRow);

    /// <inheritdoc/>
    public ImmutableArray<string> Reads { get; } = [SourceProbe.Stage];

    /// <inheritdoc/>
    public void Try() => judge.Judge([.. EvenSamples.Exactly(0, TrialClip.Clip.Frames, frames).Select(TrialClip.Picture)], _sounds.Trial());

    /// <inheritdoc/>
    public ClipFinish Begin(ClipUnit clip, ClipPass pass)
    {
        var wanted = EvenSamples.Exactly(clip.Clip.First, clip.Clip.Frames, frames);
        var seen = pass.Share(() => new WantedFrames());
        seen.Want(wanted);
        return async (facts, cancellationToken) =>
        {
            var (samples, reason) = await _sounds.ReadAsync(clip, facts, cancellationToken).ConfigureAwait(false);
            return samples is null ? new StageResult([], reason) : StageResult.Of(judge.Judge(seen.Pictures(wanted), samples));
        };
    }
}
