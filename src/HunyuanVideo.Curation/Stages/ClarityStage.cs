using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Motion;
using HunyuanVideo.Curation.Picture;
using HunyuanVideo.Curation.Running;

namespace HunyuanVideo.Curation.Stages;

/// <summary>S9 as a stage of a run. Source: spec curation §4 S9.</summary>
/// <param name="options">Numbers of the measurement.</param>
/// <param name="decode">Says which frames come at their own size.</param>
/// <param name="motion">Numbers of S10.</param>
/// <param name="camera">Numbers of S15.</param>
public sealed class ClarityStage(ClarityOptions options, ClipDecodeOptions decode, MotionOptions motion, CameraOptions camera) : IClipStage
{
    /// <inheritdoc/>
    public StageDeclaration Declaration { get; } = new()
    {
        Name = ClarityAnalyser.Stage,
        Version = ClarityAnalyser.Version,
        Unit = UnitKind.Clip,
        Options = options,
        Reads = [CropSolver.Stage, MotionAnalyser.Stage],
        Writes = [typeof(ClarityRow)],
        CostSeconds = 0.3,
    };

    /// <inheritdoc/>
    public ClipFinish Begin(ClipUnit clip, ClipPass pass)
    {
        var shared = pass.Share(() => new SharedMotion(clip.Clip, motion, camera));
        var analyser = pass.Share(() => new ClarityAnalyser(clip.Clip, options));
        return (facts, _) =>
        {
            var frames = ClipFilter.PlaneFrames(clip.Clip.First, clip.Clip.Frames, ClipFilter.PlaneStep(facts.Get<ProbeRow>(), decode), decode.NativePlanes);
            var shifts = shared.Shifts(SourceTimes.Of(facts, clip.Clip), frames);
            return Task.FromResult(StageResult.Of(analyser.Finish(facts.Get<CropRow>().ToBox(), shifts.Count > 0 ? shifts : null)));
        };
    }
}
