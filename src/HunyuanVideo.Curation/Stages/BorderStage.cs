using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Picture;
using HunyuanVideo.Curation.Running;

namespace HunyuanVideo.Curation.Stages;

/// <summary>S4 as a stage of a run. Source: spec curation §4 S4.</summary>
/// <param name="options">Numbers of the search.</param>
public sealed class BorderStage(BorderOptions options) : IClipStage
{
    /// <inheritdoc/>
    public StageDeclaration Declaration { get; } = new()
    {
        Name = BorderAnalyser.Stage,
        Version = BorderAnalyser.Version,
        Unit = UnitKind.Clip,
        Options = options,
        Reads = [SourceProbe.Stage],
        Writes = [typeof(BorderRow)],
    };

    /// <inheritdoc/>
    public ClipFinish Begin(ClipUnit clip, ClipPass pass)
    {
        var analyser = pass.Share(() => new BorderAnalyser(clip.Clip, options));
        return (_, _) => Task.FromResult(StageResult.Of(analyser.Finish()));
    }
}
