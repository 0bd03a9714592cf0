using HunyuanVideo.Curation.Picture;
using HunyuanVideo.Curation.Running;

namespace HunyuanVideo.Curation.Stages;

/// <summary>S8 as a stage of a run. Source: spec curation §4 S8.</summary>
/// <param name="options">Numbers of the measurement.</param>
public sealed class TechnicalStage(TechnicalOptions options) : IClipStage
{
    /// <inheritdoc/>
    public StageDeclaration Declaration { get; } = new()
    {
        Name = TechnicalAnalyser.Stage,
        Version = TechnicalAnalyser.Version,
        Unit = UnitKind.Clip,
        Options = options,
        Reads = [CropSolver.Stage],
        Writes = [typeof(TechnicalRow)],
        CostSeconds = 0.2,
    };

    /// <inheritdoc/>
    public ClipFinish Begin(ClipUnit clip, ClipPass pass)
    {
        var analyser = pass.Share(() => new TechnicalAnalyser(clip.Clip, options));
        return (facts, _) => Task.FromResult(StageResult.Of(analyser.Finish(facts.Get<CropRow>().ToBox())));
    }
}
