namespace HunyuanVideo.Curation.Audio;

/// <summary>Shape of the log-mel frames at 16 kHz. Source: spec curation §9: 40 bands, 25 ms windows every 10 ms.</summary>
public sealed record SoundFrameOptions
{
    /// <summary>Bands between <see cref="LowestHertz"/> and <see cref="HighestHertz"/>.</summary>
    public int Bands { get; init; } = 40;

    /// <summary>Samples of a window (25 ms).</summary>
    public int WindowSamples { get; init; } = 400;

    /// <summary>Samples between windows (10 ms).</summary>
    public int HopSamples { get; init; } = 160;

    /// <summary>Samples of a transform, a power of two.</summary>
    public int TransformSize { get; init; } = 512;

    /// <summary>Lower edge of the lowest band.</summary>
    public double LowestHertz { get; init; } = 60;

    /// <summary>Upper edge of the highest band.</summary>
    public double HighestHertz { get; init; } = 7600;

    /// <summary>Energies further below the clip's loudest band are raised to this, dB: what codecs leave in pauses says nothing.</summary>
    public double RangeDecibels { get; init; } = 50;
}
