using HunyuanVideo.Curation.Motion;
using HunyuanVideo.Curation.Running;

namespace HunyuanVideo.Curation.Stages;

/// <summary>S15 as a stage of a run. Source: spec curation §4 S15.</summary>
/// <param name="options">Thresholds.</param>
/// <param name="motion">Numbers of S10.</param>
public sealed class CameraStage(CameraOptions options, MotionOptions motion) : IClipStage
{
    private readonly CameraClassifier _classifier = new(options, motion.PairsPerSecond);

    /// <inheritdoc/>
    public StageDeclaration Declaration { get; } = new()
    {
        Name = CameraClassifier.Stage,
        Version = CameraClassifier.AlgorithmVersion,
        Unit = UnitKind.Clip,
        Options = options,
        Reads = [MotionAnalyser.Stage],
        Writes = [typeof(CameraRow)],
    };

    /// <inheritdoc/>
    public ClipFinish Begin(ClipUnit clip, ClipPass pass)
    {
        var shared = pass.Share(() => new SharedMotion(clip.Clip, motion, options));
        return (_, _) => Task.FromResult(shared.Finish() is { } found ? StageResult.Of(_classifier.Classify(found)) : new StageResult([], "too_few_frames"));
    }
}
