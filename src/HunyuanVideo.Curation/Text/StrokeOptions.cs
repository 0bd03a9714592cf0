namespace HunyuanVideo.Curation.Text;

/// <summary>Numbers of the detector without a model. Source: spec curation §4 S6.</summary>
public sealed record StrokeOptions
{
    /// <summary>Side of a tile with a threshold of its own, pixels.</summary>
    public int Tile { get; init; } = 64;

    /// <summary>Least threshold of the gradient.</summary>
    public int LeastThreshold { get; init; } = 30;

    /// <summary>Gaps up to this share of the width are closed along rows.</summary>
    public double Close { get; init; } = 1.0 / 60;

    /// <summary>Least height of a line, share of the picture's.</summary>
    public double LeastHeight { get; init; } = 0.012;

    /// <summary>Greatest height of a line.</summary>
    public double MostHeight { get; init; } = 0.12;

    /// <summary>Least width over height.</summary>
    public double LeastAspect { get; init; } = 1.5;

    /// <summary>Least share of its box that a line fills.</summary>
    public double LeastFill { get; init; } = 0.35;

    /// <summary>Greatest share.</summary>
    public double MostFill { get; init; } = 0.95;

    /// <summary>Upright strokes that each of the scan lines must cross, on average.</summary>
    public int LeastStrokes { get; init; } = 5;

    /// <summary>Rows of a box along which strokes are counted, shares of its height.</summary>
    public IReadOnlyList<double> ScanLines { get; init; } = [0.35, 0.5, 0.65];

    /// <summary>Greatest deviation of the strokes' widths over their mean.</summary>
    public double MostStrokeSpread { get; init; } = 0.6;

    /// <summary>Least share of the luma's variance that two modes explain.</summary>
    public double LeastSeparability { get; init; } = 0.75;
}
