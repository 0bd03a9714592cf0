using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Text;

namespace HunyuanVideo.Curation.Stages;

/// <summary>S6 as a stage of a run. Source: spec curation §4 S6.</summary>
/// <param name="options">Numbers of the search.</param>
/// <param name="models">Detector and recogniser, or null for the search without a model.</param>
public sealed class TextStage(TextOptions options, TextModels? models) : IClipStage
{
    /// <inheritdoc/>
    public StageDeclaration Declaration { get; } = new()
    {
        Name = TextAnalyser.Stage,
        Version = TextAnalyser.Version,
        Unit = UnitKind.Clip,
        Options = options,
        ModelHash = models?.Hash,
        Reads = [SourceProbe.Stage],
        Writes = [typeof(TextRow)],
        CostSeconds = 0.4,
    };

    /// <inheritdoc/>
    public ClipFinish Begin(ClipUnit clip, ClipPass pass)
    {
        var analyser = pass.Share(() => new TextAnalyser(clip.Clip, models?.Detector ?? new StrokeTextDetector(), models?.Recogniser, options));
        return (_, _) => Task.FromResult(analyser.Finish() is { } found ? StageResult.Of(found.Row) : new StageResult([], "too_few_frames"));
    }
}
