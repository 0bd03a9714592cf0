using HunyuanVideo.Curation.Motion;
using HunyuanVideo.Curation.Picture;
using HunyuanVideo.Curation.Running;

namespace HunyuanVideo.Curation.Stages;

/// <summary>S5 as a stage of a run. Source: spec curation §4 S5.</summary>
/// <param name="options">Numbers of the search.</param>
/// <param name="motion">Numbers of S10.</param>
/// <param name="camera">Numbers of S15.</param>
public sealed class OverlayStage(OverlayOptions options, MotionOptions motion, CameraOptions camera) : IClipStage
{
    /// <inheritdoc/>
    public StageDeclaration Declaration { get; } = new()
    {
        Name = OverlayAnalyser.Stage,
        Version = OverlayAnalyser.Version,
        Unit = UnitKind.Clip,
        Options = options,
        Reads = [BorderAnalyser.Stage, MotionAnalyser.Stage],
        Writes = [typeof(OverlayRow)],
    };

    /// <inheritdoc/>
    public ClipFinish Begin(ClipUnit clip, ClipPass pass)
    {
        var shared = pass.Share(() => new SharedMotion(clip.Clip, motion, camera));
        var analyser = pass.Share(() => new OverlayAnalyser(clip.Clip, options));
        return (facts, _) =>
        {
            var times = SourceTimes.Of(facts, clip.Clip);
            var shifts = shared.Shifts(times, Enumerable.Range(0, times.Length));
            return Task.FromResult(new StageResult([.. analyser.Finish(shifts, facts.Get<BorderRow>().ToBox())]));
        };
    }
}
