using HunyuanVideo.Curation.Motion;

namespace HunyuanVideo.Curation.Bench;

/// <summary>The 14 moves of the camera in scenes with depth: how many are named, and how many of those it is sure of. Source: spec curation §14 (camera).</summary>
public sealed class CameraBench : IBenchCase
{
    private const double LeastRight = 0.90;
    private const double LeastRightOfToy = 0.97;
    private const double LeastRightOfSure = 0.98;
    private const double Sure = 0.6;

    private static readonly CameraLabel[] ToyMoves =
        [CameraLabel.Static, CameraLabel.PanLeft, CameraLabel.PanRight, CameraLabel.TiltUp, CameraLabel.TiltDown, CameraLabel.ZoomIn, CameraLabel.ZoomOut];

    /// <inheritdoc/>
    public string Name => "camera";

    /// <inheritdoc/>
    public Task<IReadOnlyList<BenchFigure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var classifier = new CameraClassifier(new CameraOptions { RimAgainstCamera = false });      // the orbits are rendered, so geometry holds
        var answers = Enum.GetValues<CameraLabel>().SelectMany(label => Enumerable.Range(0, options.Moves).Select(clip => (Label: label, Clip: clip)))
            .AsParallel().AsOrdered().WithCancellation(cancellationToken)
            .Select(truth => (truth.Label, Row: classifier.Classify(CameraMoves.Measure(truth.Label, (ulong)truth.Clip))))
            .Select(answer => (answer.Label, IsRight: answer.Row.Label == CameraLabels.NameOf(answer.Label), IsSure: answer.Row.Confidence >= Sure))
            .ToList();
        var sure = answers.Where(answer => answer.IsSure).ToList();
        return Task.FromResult<IReadOnlyList<BenchFigure>>(
        [
            new(Name, "clips", answers.Count, "clips"),
            new(Name, "right of 14 moves", answers.Average(answer => answer.IsRight ? 1 : 0), "", Least: LeastRight),
            new(Name, "right of the toy world's 7", answers.Where(answer => ToyMoves.Contains(answer.Label)).Average(answer => answer.IsRight ? 1 : 0), "", Least: LeastRightOfToy),
            new(Name, "sure", (double)sure.Count / answers.Count, ""),
            new(Name, "right of those it is sure of", sure.Count == 0 ? 0 : sure.Average(answer => answer.IsRight ? 1 : 0), "", Least: LeastRightOfSure),
        ]);
    }
}
