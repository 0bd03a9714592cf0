using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Motion;
using HunyuanVideo.Curation.Running;

namespace HunyuanVideo.Curation.Stages;

/// <summary>S11 as a stage of a run: whether a clip is one shot indeed. Source: spec curation §4 S11.</summary>
/// <param name="options">Numbers of the check.</param>
public sealed class RecheckStage(RecheckOptions options) : IClipStage
{
    /// <inheritdoc/>
    public StageDeclaration Declaration { get; } = new()
    {
        Name = RecheckAnalyser.Stage,
        Version = RecheckAnalyser.AlgorithmVersion,
        Unit = UnitKind.Clip,
        Options = options,
        Reads = [SourceProbe.Stage],
        Writes = [typeof(RecheckRow)],
        CostSeconds = 0.05,
    };

    // Bars do not change within a clip, so they add nothing to its distances: the whole view serves, before the crop is known.
    /// <inheritdoc/>
    public ClipFinish Begin(ClipUnit clip, ClipPass pass)
    {
        var analyser = pass.Share(() => new RecheckAnalyser(clip.Clip, ShotStructure.Of, null, options));
        return (_, _) => Task.FromResult(analyser.Finish() is { } row ? StageResult.Of(row) : new StageResult([], "too_few_frames"));
    }
}
