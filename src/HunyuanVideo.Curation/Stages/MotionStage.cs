using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Motion;
using HunyuanVideo.Curation.Running;

namespace HunyuanVideo.Curation.Stages;

/// <summary>S10 as a stage of a run. Source: spec curation §4 S10.</summary>
/// <param name="options">Numbers of the measurement.</param>
/// <param name="camera">Numbers of the field that S15 reads.</param>
public sealed class MotionStage(MotionOptions options, CameraOptions camera) : IClipStage
{
    /// <inheritdoc/>
    public StageDeclaration Declaration { get; } = new()
    {
        Name = MotionAnalyser.Stage,
        Version = MotionAnalyser.AlgorithmVersion,
        Unit = UnitKind.Clip,
        Options = options,
        Reads = [SourceProbe.Stage],
        Writes = [typeof(MotionRow)],
        CostSeconds = 0.35,
    };

    /// <inheritdoc/>
    public ClipFinish Begin(ClipUnit clip, ClipPass pass)
    {
        var motion = pass.Share(() => new SharedMotion(clip.Clip, options, camera));
        return (_, _) => Task.FromResult(motion.Finish() is { } found ? StageResult.Of(found.Row) : new StageResult([], "too_few_frames"));
    }
}
