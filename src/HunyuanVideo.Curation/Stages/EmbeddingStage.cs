using HunyuanVideo.Curation.Alike;
using HunyuanVideo.Curation.Motion;
using HunyuanVideo.Curation.Picture;
using HunyuanVideo.Curation.Running;

namespace HunyuanVideo.Curation.Stages;

/// <summary>S12 as a stage of a run. Source: spec curation §4 S12.</summary>
/// <param name="options">Numbers of the vector.</param>
/// <param name="motion">Numbers of S10.</param>
/// <param name="camera">Numbers of S15.</param>
public sealed class EmbeddingStage(LookOptions options, MotionOptions motion, CameraOptions camera) : IClipStage
{
    /// <inheritdoc/>
    public StageDeclaration Declaration { get; } = new()
    {
        Name = LookAnalyser.Stage,
        Version = LookAnalyser.Version,
        Unit = UnitKind.Clip,
        Options = options,
        Reads = [BorderAnalyser.Stage, MotionAnalyser.Stage],
        Writes = [typeof(EmbeddingRow)],
    };

    /// <inheritdoc/>
    public ClipFinish Begin(ClipUnit clip, ClipPass pass)
    {
        var shared = pass.Share(() => new SharedMotion(clip.Clip, motion, camera));
        var analyser = pass.Share(() => new LookAnalyser(clip.Clip, options));
        return (facts, _) =>
        {
            var look = shared.Finish() is { } found ? MotionLook.Of(found) : LookMotion.None;
            return Task.FromResult(StageResult.Of(analyser.Finish(facts.Get<BorderRow>().ToBox(), look)));
        };
    }
}
