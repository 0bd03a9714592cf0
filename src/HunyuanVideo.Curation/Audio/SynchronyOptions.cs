namespace HunyuanVideo.Curation.Audio;

/// <summary>How onsets of sound are laid beside events of the picture. Source: spec curation §9.</summary>
public sealed record SynchronyOptions
{
    /// <summary>Steps a second of both envelopes; the sound frames' own rate.</summary>
    public int Rate { get; init; } = 100;

    /// <summary>Largest lag looked at, seconds.</summary>
    public double LargestLag { get; init; } = 0.5;

    /// <summary>Sound and picture are together within this, seconds.</summary>
    public double TogetherWithin { get; init; } = 0.08;

    /// <summary>Quantile of the correlation at other lags that is taken off.</summary>
    public double RestQuantile { get; init; } = 0.9;

    /// <summary>Length of the running median that whitens, seconds.</summary>
    public double MedianSeconds { get; init; } = 1;

    /// <summary>Fewer onsets than this tell nothing.</summary>
    public int LeastOnsets { get; init; } = 2;

    /// <summary>An onset is a peak of at least this share of the highest …</summary>
    public double OnsetShare { get; init; } = 0.3;

    /// <summary>… and at least this rise of the mean band, dB …</summary>
    public double OnsetDecibels { get; init; } = 2;

    /// <summary>… and the highest within this on each side, seconds.</summary>
    public double OnsetDistance { get; init; } = 0.05;

    /// <summary>Where in its frame an onset is seen, seconds behind the frame's first sample: it enters the window at the end.</summary>
    public double OnsetDelay { get; init; } = 0.014;

    /// <summary>Of several peaks of the correlation within this share of the highest the one of least lag counts: what comes again and again fits at every period.</summary>
    public double EqualPeaks { get; init; } = 0.85;
}
