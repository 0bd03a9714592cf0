using HunyuanVideo.Curation.Picture;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Text;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Stages;

/// <summary>S7 as a stage of a run: sees no frame. Source: spec curation §4 S7.</summary>
/// <param name="options">Costs.</param>
public sealed class CropStage(CropOptions options) : IClipStage
{
    private const string Subtitle = "subtitle";

    /// <inheritdoc/>
    public StageDeclaration Declaration { get; } = new()
    {
        Name = CropSolver.Stage,
        Version = CropSolver.Version,
        Unit = UnitKind.Clip,
        Options = options,
        Reads = [BorderAnalyser.Stage, OverlayAnalyser.Stage, TextAnalyser.Stage],
        Writes = [typeof(CropRow)],
        CostSeconds = 0.01,
    };

    /// <inheritdoc/>
    public ClipFinish Begin(ClipUnit clip, ClipPass pass) => (facts, _) =>
    {
        IReadOnlyList<CropObstacle> obstacles = [.. facts.All<OverlayRow>().Select(row => row.ToObstacle()), .. Subtitles(facts.Find<TextRow>())];
        return Task.FromResult(StageResult.Of(CropSolver.Solve(clip.Clip, facts.Get<BorderRow>().ToBox(), obstacles, options)));
    };

    private static IEnumerable<CropObstacle> Subtitles(TextRow? text)
    {
        if (text is { SubtitleX0: { } x0, SubtitleY0: { } y0, SubtitleX1: { } x1, SubtitleY1: { } y1 })
        {
            yield return new CropObstacle(Subtitle, new PixelBox(x0, y0, x1, y1));
        }
    }
}
