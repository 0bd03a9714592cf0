namespace HunyuanVideo.Curation.Shots;

/// <summary>Numbers of the search for dissolves. Source: spec curation §7, dissolves.</summary>
public sealed record DissolveOptions
{
    /// <summary>Numbers of mixed frames that are tried.</summary>
    public IReadOnlyList<int> Lengths { get; init; } = [5, 6, 8, 10, 12, 14, 16, 18, 20, 22, 25, 28, 32, 36, 40, 44, 56, 72];

    /// <summary>Lengths from here on are tried at every second start only.</summary>
    public int SparseFrom { get; init; } = 14;

    /// <summary>Least mean square change of a block from end to end.</summary>
    public float LeastChange { get; init; } = 9;

    /// <summary>Largest RMS error of the mixing share against a straight line.</summary>
    public float MostLineError { get; init; } = 0.09f;

    /// <summary>Largest mean part across the line from end to end, as a share of its length.</summary>
    public float MostAcross { get; init; } = 0.33f;

    /// <summary>A step of the mixing share is at most this plus <see cref="StepFrames"/> frames' worth: a cut hidden in a zoom is no dissolve.</summary>
    public float MostStep { get; init; } = 0.1f;

    /// <summary>See <see cref="MostStep"/>.</summary>
    public float StepFrames { get; init; } = 3;

    /// <summary>Contrast in the middle as a share of the mean of both ends: two pictures half and half keep 0.71, one that moves 1.0.</summary>
    public float MostContrast { get; init; } = 0.88f;

    /// <summary>The same where one end has less than <see cref="UnevenContrast"/> of the other's contrast and the dip says nothing.</summary>
    public float MostUnevenContrast { get; init; } = 1.02f;

    /// <summary>See <see cref="MostUnevenContrast"/>.</summary>
    public float UnevenContrast { get; init; } = 0.5f;

    /// <summary>Least S of the ends.</summary>
    public float LeastScore { get; init; } = 0.30f;

    /// <summary>Least S of each end with the frame <see cref="OuterReach"/> beyond the other.</summary>
    public float LeastOuterScore { get; init; } = 0.27f;

    /// <summary>See <see cref="LeastOuterScore"/>.</summary>
    public int OuterReach { get; init; } = 3;

    /// <summary>Least S of first end to middle plus middle to second end, searched twice as far: a pan shows its middle in both ends.</summary>
    public float LeastPath { get; init; } = 0.43f;

    /// <summary>Ends grow while the mixing share stays this near to the line.</summary>
    public float GrowthError { get; init; } = 0.15f;

    /// <summary>What a frame more is worth when proposals are ranked.</summary>
    public float LengthBonus { get; init; } = 0.002f;

    /// <summary>Largest rank: error, half the part across, less the bonus. Dissolves of real footage stay below 0.16, cellular patterns reach 0.20.</summary>
    public float MostRank { get; init; } = 0.18f;

    /// <summary>Proposals this near to a better one are the same dissolve.</summary>
    public int LeastGap { get; init; } = 3;
}
