namespace HunyuanVideo.Curation.Picture;

/// <summary>How sharpness is measured and judged. Source: spec curation §4 S9.</summary>
public sealed record ClarityOptions
{
    /// <summary>
    /// Lines of the picture that edge widths refer to: planes of a longer short side are scaled down to it, widths in
    /// smaller ones are scaled up. A ladder of small sets asks for fewer lines.
    /// </summary>
    public int ReferenceLines { get; init; } = 1080;

    /// <summary>Share of the pixels, those with the strongest gradient, that are edges.</summary>
    public double EdgeShare { get; init; } = 0.02;

    /// <summary>Share of all pixels of a plane whose profile is measured, as the crop may hold the weaker ones.</summary>
    public double CandidateShare { get; init; } = 0.06;

    /// <summary>Gradients are sampled on a lattice of at most about so many pixels.</summary>
    public int LatticePixels { get; init; } = 100_000;

    /// <summary>Edges with less than this share of the gradient of the strongest are shading.</summary>
    public double LeastRelativeStrength { get; init; } = 0.25;

    /// <summary>Share of the edges that are those strongest.</summary>
    public double StrongestShare { get; init; } = 0.1;

    /// <summary>Edges of less contrast, in levels, are not measured.</summary>
    public double LeastEdgeContrast { get; init; } = 16;

    /// <summary>Longest half profile of an edge, in pixels.</summary>
    public int ProfileRadius { get; init; } = 24;

    /// <summary>The rise of an edge lies between this share of its height and 1 minus it.</summary>
    public double RiseTail { get; init; } = 0.1;

    /// <summary>A profile goes on while it rises by more than this share of the rise so far, per pixel.</summary>
    public double LeastRise { get; init; } = 0.02;

    /// <summary>Cells along the short side of a plane, about.</summary>
    public int CellsAlongShortSide { get; init; } = 24;

    /// <summary>One row of so many takes part in Laplacian variances.</summary>
    public int LaplacianRowStep { get; init; } = 2;

    /// <summary>Standard deviation of the blur that defocus is measured against, pixels.</summary>
    public double ReblurSigma { get; init; } = 1.5;

    /// <summary>The whole picture must move by this much per frame, in % of the diagonal, to blur.</summary>
    public double LeastShift { get; init; } = 0.3;

    /// <summary>Ratio of fine gradients along the motion to those across, both against coarse ones, below which the picture is blurred.</summary>
    public double UnblurredRatio { get; init; } = 0.7;

    /// <summary>Edge width at which clarity is a half, pixels per <see cref="ReferenceLines"/>.</summary>
    public double HalfClearWidth { get; init; } = 5.5;

    /// <summary>Softness of that threshold, pixels.</summary>
    public double WidthSoftness { get; init; } = 1;

    /// <summary>What full motion blur takes away from clarity.</summary>
    public double MotionBlurWeight { get; init; } = 0.5;
}
