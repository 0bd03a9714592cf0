namespace HunyuanVideo.Curation.Audio;

/// <summary>Blocks and gates of ITU-R BS.1770-4.</summary>
public sealed record LoudnessOptions
{
    /// <summary>Length of a gating block, seconds.</summary>
    public double BlockSeconds { get; init; } = 0.4;

    /// <summary>Blocks that begin within one block's length.</summary>
    public int Overlap { get; init; } = 4;

    /// <summary>Blocks below this do not count, LUFS; also the reading where none counts.</summary>
    public double AbsoluteGate { get; init; } = -70;

    /// <summary>Blocks this far below the mean of the others do not count, LU.</summary>
    public double RelativeGate { get; init; } = 10;
}
