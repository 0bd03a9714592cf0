using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Text;

namespace HunyuanVideo.Curation.Bench;

/// <summary>Pictures with rendered text whose coverage is known, and pictures without any. Source: spec curation §14 (text coverage).</summary>
/// <param name="modelFolder">Folder of the text models; without, the search that needs none is measured, and nothing is asked of it.</param>
public sealed class TextBench(string? modelFolder) : IBenchCase
{
    private const double LeastRight = 0.98;
    private const double MostErrorAbsolute = 0.02;
    private const double MostError = 0.2;
    private const double MostOfNone = 0.005;
    private const double MostCoverage = 0.4;

    /// <inheritdoc/>
    public string Name => "text";

    /// <inheritdoc/>
    public Task<IReadOnlyList<BenchFigure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var models = modelFolder is null ? null : TextModels.Open(modelFolder);
        ITextDetector detector = models?.Detector ?? new StrokeTextDetector();
        double Share(int first, Func<int, double> wanted, Func<double, double, bool> isRight) => Enumerable.Range(first, options.Renders)
            .AsParallel().AsOrdered().WithCancellation(cancellationToken)
            .Select(index => TextRender.Draw((ulong)index, wanted(index)))
            .Average(render => isRight(render.Coverage, Coverage(render, detector)) ? 1 : 0);
        var least = models is null ? (double?)null : LeastRight;
        double WithText() => Share(
            1, index => MostCoverage * index / options.Renders, (truth, found) => Math.Abs(found - truth) <= Math.Max(MostErrorAbsolute, MostError * truth));
        return Task.FromResult<IReadOnlyList<BenchFigure>>(
        [
            new(Name, models is null ? "pictures of a kind, searched without a model" : "pictures of a kind", options.Renders, "pictures"),
            new(Name, "fonts", TextRender.Families.Count, "fonts"),
            .. TextRender.Families.Count == 0 ? Array.Empty<BenchFigure>() : [new(Name, "coverage within 0.02 or 20 %", WithText(), "", Least: least)],
            new(Name, "without text up to 0.005", Share(0, _ => 0, (_, found) => found <= MostOfNone), "", Least: least),
        ]);
    }

    private static double Coverage(TextRender render, ITextDetector detector)
    {
        var analyser = new TextAnalyser(new AnalysedClip("clip", "source", 0, 0, TextRender.Width, TextRender.Height, 1, 1), detector);
        analyser.Add(render.Frame);
        return analyser.Finish()!.Row.CoverageMax;
    }
}
