namespace HunyuanVideo.Curation.Audio;

/// <summary>What makes a second music, and what lies beside the music. Source: spec curation §9.</summary>
public sealed record MusicOptions
{
    /// <summary>Samples of a tonal spectrum at 16 kHz (128 ms), a power of two.</summary>
    public int TransformSize { get; init; } = 2048;

    /// <summary>Samples between tonal spectra (32 ms).</summary>
    public int HopSamples { get; init; } = 512;

    /// <summary>Lowest partial, Hz.</summary>
    public double LowestHertz { get; init; } = 100;

    /// <summary>Highest partial, Hz.</summary>
    public double HighestHertz { get; init; } = 4000;

    /// <summary>A peak stands this far above its surroundings, dB …</summary>
    public double PeakDecibels { get; init; } = 9;

    /// <summary>… and at most this far below the clip's loudest bin, dB.</summary>
    public double RangeDecibels { get; init; } = 45;

    /// <summary>Bins on each side that are a peak's surroundings.</summary>
    public int Surroundings { get; init; } = 8;

    /// <summary>A partial holds within this, cents …</summary>
    public double HoldCents { get; init; } = 20;

    /// <summary>… for at least this, seconds …</summary>
    public double HoldSeconds { get; init; } = 0.25;

    /// <summary>… without falling by more than this, dB: a struck thing rings off faster than a held note.</summary>
    public double MostDecay { get; init; } = 12;

    /// <summary>Share of the held energy in notes that end from which notes change fully: a bass may go on beneath them.</summary>
    public double FullChange { get; init; } = 0.3;

    /// <summary>Held pitch classes that together make the chroma contrast.</summary>
    public int ChordClasses { get; init; } = 4;

    /// <summary>Shortest beat, seconds.</summary>
    public double ShortestBeat { get; init; } = 0.3;

    /// <summary>Longest beat, seconds.</summary>
    public double LongestBeat { get; init; } = 1.0;

    /// <summary>An onset may miss the beat by this, seconds.</summary>
    public double BeatTolerance { get; init; } = 0.04;

    /// <summary>Weight of the share of energy in held partials.</summary>
    public double StabilityWeight { get; init; } = 8;

    /// <summary>Weight of the chroma contrast.</summary>
    public double ChromaWeight { get; init; } = 2;

    /// <summary>Weight of the beat.</summary>
    public double BeatWeight { get; init; } = 3;

    /// <summary>Offset of the logistic score.</summary>
    public double Bias { get; init; } = -5;

    /// <summary>Spectra on each side in the median that keeps what holds (9 in all: 290 ms).</summary>
    public int MedianFrames { get; init; } = 4;

    /// <summary>Bins on each side that are the surroundings of what holds (17 in all: 130 Hz).</summary>
    public int MedianBins { get; init; } = 8;
}
