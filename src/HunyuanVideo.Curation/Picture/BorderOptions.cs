namespace HunyuanVideo.Curation.Picture;

/// <summary>What counts as a border. Lumas are levels 0…255. Source: spec curation §4 S4.</summary>
public sealed record BorderOptions
{
    /// <summary>One frame of so many is looked at.</summary>
    public int FrameStep { get; init; } = 8;

    /// <summary>A frame darker than this, in its mean, says nothing about borders.</summary>
    public double LeastFrameMean { get; init; } = 24;

    /// <summary>A row is black up to this mean.</summary>
    public double BlackMean { get; init; } = 20;

    /// <summary>A row that rings has the bar's mean within this, and a pixel its colour.</summary>
    public double ColourTolerance { get; init; } = 6;

    /// <summary>Greatest standard deviation along a row of a border.</summary>
    public double RowDeviation { get; init; } = 4;

    /// <summary>The same in coloured bars: a sky is not as even.</summary>
    public double ColouredRowDeviation { get; init; } = 2;

    /// <summary>All rows of a coloured bar have its colour within this; a sky grows lighter downwards.</summary>
    public double ColouredTolerance { get; init; } = 2;

    /// <summary>The colour of a coloured bar moves by at most this in time; a sky breathes.</summary>
    public double ColouredDrift { get; init; } = 4;

    /// <summary>A coloured bar ends at this share of its length at once; a horizon does not.</summary>
    public double ColouredStraightness { get; init; } = 0.5;

    /// <summary>A row of a black bar with a subtitle on it is black in this share of its length at either end …</summary>
    public double CaptionEnds { get; init; } = 0.2;

    /// <summary>… and in at least this share of all its pixels …</summary>
    public double CaptionBlack { get; init; } = 0.5;

    /// <summary>… and such rows are at most this share of the picture's size together.</summary>
    public double CaptionRows { get; init; } = 0.12;

    /// <summary>Least depth of a border, as a share of the picture's size.</summary>
    public double LeastDepth { get; init; } = 0.01;

    /// <summary>Deepest border of one side, as a share of the picture's size: more is a dark picture.</summary>
    public double GreatestDepth { get; init; } = 0.45;

    /// <summary>Least step from the border to the rows behind it.</summary>
    public double LeastStep { get; init; } = 8;

    /// <summary>Rows, of a block coder's height, in which the end of a bar is looked for by their means alone: there it rings.</summary>
    public int RingingRows { get; init; } = 8;

    /// <summary>Greatest mean deviation along a row that rings.</summary>
    public double RingingDeviation { get; init; } = 14;

    /// <summary>The same beside coloured bars, whose mean may be the picture's.</summary>
    public double ColouredRingingDeviation { get; init; } = 6;

    /// <summary>Rows behind the border that are left out of that: a coder's ringing makes them neither black nor picture.</summary>
    public int MixedRows { get; init; } = 2;

    /// <summary>Rows behind those that are compared with the border.</summary>
    public int StepRows { get; init; } = 2;

    /// <summary>Depths that differ by more, as a share of the size, mean a border that changes.</summary>
    public double ChangeOfDepth { get; init; } = 0.02;

    /// <summary>Share of the frames that must show another depth.</summary>
    public double ChangeFrames { get; init; } = 0.1;

    /// <summary>Pixels of the source cut away beyond the border, where it is mixed with the picture.</summary>
    public int ExtraPixels { get; init; } = 1;

    /// <summary>Fine detail of blurred bars, as a share of the middle's.</summary>
    public double BlurredDetail { get; init; } = 0.15;

    /// <summary>Correlation of blurred bars with the enlarged middle.</summary>
    public double BlurredCorrelation { get; init; } = 0.6;

    /// <summary>Least depth of a blurred bar, as a share of the size.</summary>
    public double BlurredDepth { get; init; } = 0.08;

    /// <summary>Greatest difference of two blurred bars' depths, as a share of the size.</summary>
    public double BlurredImbalance { get; init; } = 0.05;

    /// <summary>Edge of the squares whose means are compared with the enlarged middle, as a share of the picture's longer side.</summary>
    public double BlurredBlock { get; init; } = 1 / 64.0;
}
