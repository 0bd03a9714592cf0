namespace HunyuanVideo.Curation.Audio;

/// <summary>Thresholds of silence, level, clipping and bandwidth. Source: spec curation §9.</summary>
public sealed record LevelOptions
{
    /// <summary>Length of a level frame, seconds.</summary>
    public double FrameSeconds { get; init; } = 0.05;

    /// <summary>A silent frame lies below this, dBFS …</summary>
    public double SilenceDecibels { get; init; } = -50;

    /// <summary>… and this far below the clip's median, or …</summary>
    public double SilenceBelowMedian { get; init; } = 20;

    /// <summary>… below this, dBFS.</summary>
    public double AbsoluteSilenceDecibels { get; init; } = -60;

    /// <summary>What digital silence reads as, dB: no figure of a table is infinite.</summary>
    public double FloorDecibels { get; init; } = -120;

    /// <summary>Upper quantile of the level range.</summary>
    public double LoudQuantile { get; init; } = 0.95;

    /// <summary>Lower quantile of the level range.</summary>
    public double QuietQuantile { get; init; } = 0.10;

    /// <summary>A sample this far out may be clipped.</summary>
    public float ClippedFrom { get; init; } = 0.999f;

    /// <summary>Samples in a row that make clipping.</summary>
    public int ClippedRun { get; init; } = 3;

    /// <summary>Share of the energy below the bandwidth.</summary>
    public double RollOff { get; init; } = 0.99;

    /// <summary>Samples of a bandwidth spectrum, a power of two.</summary>
    public int SpectrumSize { get; init; } = 4096;
}
