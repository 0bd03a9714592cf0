namespace HunyuanVideo.Curation.Text;

/// <summary>Numbers of the detector with a model. Source: spec curation §4 S6.</summary>
public sealed record DetectorOptions
{
    /// <summary>The longer side of the model's input at most, pixels; a smaller picture is not enlarged.</summary>
    public int LongSide { get; init; } = 640;

    /// <summary>Both sides of the input are multiples of this.</summary>
    public int Multiple { get; init; } = 32;

    /// <summary>A pixel of the probability map above this is text.</summary>
    public float MapThreshold { get; init; } = 0.3f;

    /// <summary>Mean probability inside a box from which it counts.</summary>
    public float BoxThreshold { get; init; } = 0.6f;

    /// <summary>The map shows shrunken lines: a box grows by area × this / perimeter on every side.</summary>
    public double Unclip { get; init; } = 1.5;

    /// <summary>Margin of a grown box around the ink on every side, pixels of the input: measured on rendered text.</summary>
    public double InkMargin { get; init; } = 1;

    /// <summary>Least shorter side of a box before it grows, pixels of the input.</summary>
    public double LeastSide { get; init; } = 3;

    /// <summary>Boxes of one picture at most, the first found.</summary>
    public int MostBoxes { get; init; } = 300;

    /// <summary>Means of red, green and blue in 0 … 1 that are taken off.</summary>
    public IReadOnlyList<float> Mean { get; init; } = [0.485f, 0.456f, 0.406f];

    /// <summary>What red, green and blue are divided by.</summary>
    public IReadOnlyList<float> Deviation { get; init; } = [0.229f, 0.224f, 0.225f];

    /// <summary>The side of the input nearest to a length in pixels.</summary>
    internal int Fit(double length) => Math.Max(1, (int)Math.Round(length / Multiple)) * Multiple;
}
