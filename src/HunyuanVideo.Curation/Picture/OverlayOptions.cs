namespace HunyuanVideo.Curation.Picture;

/// <summary>What counts as an overlay: a thing that stays while the picture moves. Source: spec curation §4 S5.</summary>
public sealed record OverlayOptions
{
    /// <summary>Frames looked at, evenly spaced over the clip.</summary>
    public int Frames { get; init; } = 24;

    /// <summary>The picture moves by at least this between two of them, in % of the diagonal; nearer ones are left out.</summary>
    public double LeastMotion { get; init; } = 1;

    /// <summary>With fewer frames left the scene is static, and all frames are used.</summary>
    public int LeastMovingFrames { get; init; } = 8;

    /// <summary>What is certain of a thing found in a static scene, as a share.</summary>
    public double StaticCertainty { get; init; } = 0.5;

    /// <summary>Sobel response (weights 1, 2, 1) of an edge.</summary>
    public short EdgeThreshold { get; init; } = 40;

    /// <summary>Least share of the frames with the edge.</summary>
    public double LeastPersistence { get; init; } = 0.85;

    /// <summary>What that share must exceed the background's by.</summary>
    public double OverBackground { get; init; } = 0.35;

    /// <summary>This share is enough of an edge that rises one way and stands out in the mean of the frames, where what moves fades …</summary>
    public double CoherentPersistence { get; init; } = 0.7;

    /// <summary>… with at least this Sobel response.</summary>
    public double CoherentEdge { get; init; } = 80;

    /// <summary>Least mean height of a thing's edges in the mean of the frames, levels.</summary>
    public double LeastContrast { get; init; } = 14;

    /// <summary>Percentile of the persistences in the picture that is the background's.</summary>
    public double BackgroundPercentile { get; init; } = 0.9;

    /// <summary>Gaps up to this many pixels between edges are closed; odd.</summary>
    public int Closing { get; init; } = 5;

    /// <summary>Boxes nearer than this share of the longer side are one.</summary>
    public double JoinWithin { get; init; } = 0.015;

    /// <summary>
    /// Least share of a thing's pixels that are edges across the motion: an edge along it would seem to stay anyway.
    /// </summary>
    public double LeastAcrossMotion { get; init; } = 0.15;

    /// <summary>The picture moves along an axis if this share of its way does.</summary>
    public double AxisShare { get; init; } = 0.25;

    /// <summary>Least width and height of a thing, as a share of the picture's longer side.</summary>
    public double LeastSide { get; init; } = 0.012;

    /// <summary>Least area of a box, as a share of the picture's.</summary>
    public double LeastArea { get; init; } = 0.0002;

    /// <summary>Greatest area.</summary>
    public double GreatestArea { get; init; } = 0.04;

    /// <summary>Least share of a box that its edges, closed, fill.</summary>
    public double LeastFill { get; init; } = 0.15;

    /// <summary>A logo lies within this share of the width or height from an edge; in a static scene of both.</summary>
    public double OuterShare { get; init; } = 1 / 3.0;

    /// <summary>A thing at least so many times wider than high is a line of text, which S6 judges: kind <c>other</c>.</summary>
    public double LineAspect { get; init; } = 5;

    /// <summary>A see-through thing up to this opacity is a watermark wherever it lies.</summary>
    public double WatermarkAlpha { get; init; } = 0.6;

    /// <summary>Lines along a border that are not looked at: the border itself stays.</summary>
    public int BorderMargin { get; init; } = 4;

    /// <summary>A scene with more finds than this is not an overlaid one but has much that stays; nothing is reported.</summary>
    public int MostOverlays { get; init; } = 6;
}
