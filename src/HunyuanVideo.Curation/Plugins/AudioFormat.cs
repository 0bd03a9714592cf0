namespace HunyuanVideo.Curation.Plugins;

/// <summary>The part <c>audio</c> of <c>plugin.json</c>: how a model takes sound. Source: spec curation §9.</summary>
public sealed record AudioFormat
{
    /// <summary>Samples per second: 16,000 or 32,000.</summary>
    public int SampleRate { get; init; } = 16_000;

    /// <summary>Shape of the input.</summary>
    public AudioLayout Layout { get; init; }

    /// <summary>Samples of one run of the model; 0 = any.</summary>
    public int Samples { get; init; }

    /// <summary>Bands of the mel spectrogram; used by <see cref="AudioLayout.Mel"/> alone.</summary>
    public int MelBands { get; init; } = 64;

    /// <summary>Samples of a Fourier transform; a power of two.</summary>
    public int FourierSize { get; init; } = 512;

    /// <summary>Samples under the Hann window, at most <see cref="FourierSize"/>.</summary>
    public int Window { get; init; } = 400;

    /// <summary>Samples from one window to the next.</summary>
    public int Hop { get; init; } = 160;

    /// <summary>Lowest frequency of the bands, Hz.</summary>
    public double LowestHz { get; init; } = 50;

    /// <summary>Highest frequency of the bands, Hz.</summary>
    public double HighestHz { get; init; } = 7_600;

    /// <summary>Added to the energy of a band before its natural logarithm.</summary>
    public double Floor { get; init; } = 1e-6;
}
