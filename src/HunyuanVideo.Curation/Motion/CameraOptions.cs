namespace HunyuanVideo.Curation.Motion;

/// <summary>Numbers of the camera classifier. Speeds in % of the diagonal per second. Source: spec curation §4 S15.</summary>
public sealed record CameraOptions
{
    /// <summary>Share of the width that is the middle.</summary>
    public double CentreShare { get; init; } = 0.3;

    /// <summary>Share of the width that is rim on each side.</summary>
    public double RimShare { get; init; } = 0.2;

    /// <summary>Least certainty of a block along a direction to speak for it.</summary>
    public double LeastCertainty { get; init; } = 0.8;

    /// <summary>Least blocks of the middle or the rim.</summary>
    public int LeastRegionBlocks { get; init; } = 4;

    /// <summary>Least share of a place's blocks that agree on its motion.</summary>
    public double RegionAgreement { get; init; } = 0.6;

    /// <summary>A block whose rest across the main direction exceeds this share of its rest along it moves by itself.</summary>
    public double AcrossShare { get; init; } = 0.5;

    /// <summary>
    /// Share of the blocks left out at each end of the spread. A quarter (interquartile range) would miss a foreground
    /// that covers less than a quarter of the picture.
    /// </summary>
    public double SpreadQuantile { get; init; } = 0.1;

    /// <summary>Residual in pixels at which a block counts less for the camera's field.</summary>
    public double FitPixels { get; init; } = 0.7;

    /// <summary>Pull of the keystone to zero, in blocks of evidence.</summary>
    public double KeystoneRidge { get; init; } = 0.2;

    /// <summary>Least share of the time in which the whole picture supports a motion; below it the camera counts as at rest.</summary>
    public double LeastSupported { get; init; } = 0.5;

    /// <summary>A static camera is slower than this.</summary>
    public double StaticSpeed { get; init; } = 0.6;

    /// <summary>A static camera shakes less than this, in % of the diagonal.</summary>
    public double StaticShake { get; init; } = 0.15;

    /// <summary>A hand shakes at least this, in % of the diagonal.</summary>
    public double HandheldShake { get; init; } = 0.5;

    /// <summary>A hand's mean speed is below this many times its shake.</summary>
    public double HandheldDrift { get; init; } = 2;

    /// <summary>Least zoom, in % per second.</summary>
    public double ZoomRate { get; init; } = 3;

    /// <summary>This share of the zoom exceeds the translation.</summary>
    public double ZoomOverShift { get; init; } = 0.5;

    /// <summary>Around: the middle is slower than this share of the rim, or goes against it.</summary>
    public double AroundCentre { get; init; } = 0.25;

    /// <summary>Around: least parallax.</summary>
    public double AroundParallax { get; init; } = 0.35;

    /// <summary>Where the global motion rests, the rim counts only if this share of the blocks does not: else it is a thing that passes.</summary>
    public double RimCoverage { get; init; } = 0.15;

    /// <summary>Least speed of a pan or tilt.</summary>
    public double ShiftSpeed { get; init; } = 1.5;

    /// <summary>Parallax from which the camera travels.</summary>
    public double PanParallax { get; init; } = 0.25;

    /// <summary>Keystone (second-order term over the main displacement, places in half diagonals) from which the camera turns.</summary>
    public double TiltKeystone { get; init; } = 0.12;

    /// <summary>Most evidence of a rule, as the natural logarithm of a ratio to its threshold.</summary>
    public double MostMargin { get; init; } = 1;

    /// <summary>Steepness of the softmax over margins.</summary>
    public double Steepness { get; init; } = 4;

    /// <summary>Highest confidence of a pan or tilt that nothing tells apart.</summary>
    public double FlatConfidence { get; init; } = 0.4;

    /// <summary>
    /// Margin by which such a move leans to the usual word, pan for sideways and tilt for up and down.
    /// </summary>
    public double FlatLean { get; init; } = 0.1;

    /// <summary>
    /// Around: whether the rim moves against the camera, so to the left while it goes right. This is the rule as
    /// specified; for a subject that stands before its surroundings geometry says the opposite (false).
    /// </summary>
    public bool RimAgainstCamera { get; init; } = true;
}
