namespace HunyuanVideo.Curation.Audio;

/// <summary>Long spectra in which single partials stand apart: 128 ms every 32 ms, up to 4 kHz.</summary>
internal sealed class TonalSpectra
{
    private readonly float[] _power;

    private TonalSpectra(float[] power, int count, int bins, MusicOptions options)
    {
        (_power, Count, Bins) = (power, count, bins);
        FramesPerSecond = (double)SoundFrames.SampleRate / options.HopSamples;
        HertzPerBin = (double)SoundFrames.SampleRate / options.TransformSize;
    }

    /// <summary>Spectra.</summary>
    public int Count { get; }

    /// <summary>Bins of a spectrum, from 0 Hz.</summary>
    public int Bins { get; }

    /// <summary>Spectra a second.</summary>
    public double FramesPerSecond { get; }

    /// <summary>Distance of two bins.</summary>
    public double HertzPerBin { get; }

    /// <summary>Power of one spectrum.</summary>
    public ReadOnlySpan<float> Power(int frame) => _power.AsSpan(frame * Bins, Bins);

    public static TonalSpectra Of(SoundFrames frames, MusicOptions options)
    {
        var fourier = new RealFourier(options.TransformSize, options.TransformSize);
        var bins = Math.Min(fourier.Bins, (int)Math.Ceiling(options.HighestHertz * options.TransformSize / SoundFrames.SampleRate) + 1);
        var count = Math.Max(1, (frames.Wave.Length - options.TransformSize + options.HopSamples) / options.HopSamples);
        var (power, whole) = (new float[count * bins], new float[fourier.Bins]);
        for (var frame = 0; frame < count; frame++)
        {
            fourier.Power(frames.Wave.AsSpan(Math.Min(frame * options.HopSamples, frames.Wave.Length)), whole);
            whole.AsSpan(0, bins).CopyTo(power.AsSpan(frame * bins));
        }

        return new(power, count, bins, options);
    }

    /// <summary>The spectrum whose middle lies nearest to a moment.</summary>
    public int FrameAt(double seconds, MusicOptions options) =>
        Math.Clamp((int)Math.Round((seconds - (options.TransformSize / 2.0 / SoundFrames.SampleRate)) * FramesPerSecond), 0, Count - 1);
}
