namespace HunyuanVideo.Curation.Audio;

/// <summary>A clip's sound at 16 kHz with its log-mel frames: what speech, music and onsets are read from. Source: spec curation §9.</summary>
public sealed class SoundFrames
{
    /// <summary>Samples a second of <see cref="Wave"/>.</summary>
    public const int SampleRate = 16_000;

    private const double MelKnee = 700;

    private readonly float[] _energies;
    private readonly float[] _decibels;

    private SoundFrames(float[] wave, int count, SoundFrameOptions options)
    {
        (Wave, Count, Bands, FramesPerSecond) = (wave, count, options.Bands, SampleRate / options.HopSamples);
        (_energies, _decibels) = (new float[count * options.Bands], new float[count * options.Bands]);
    }

    /// <summary>The sound, mono.</summary>
    public float[] Wave { get; }

    /// <summary>Frames; frame i begins i hops after the start.</summary>
    public int Count { get; }

    /// <summary>Bands of a frame, low to high.</summary>
    public int Bands { get; }

    /// <summary>Frames of a second.</summary>
    public int FramesPerSecond { get; }

    /// <summary>Whole seconds, a last one of at least half a second counted in; at least one.</summary>
    public int Seconds => Math.Max(1, (int)Math.Round((double)Count / FramesPerSecond, MidpointRounding.AwayFromZero));

    /// <summary>Centre of each band, Hz.</summary>
    public IReadOnlyList<double> CentreHertz { get; private init; } = [];

    /// <summary>Analyses a clip.</summary>
    /// <param name="samples">Mono, 48 kHz.</param>
    /// <param name="options">Shape of the frames.</param>
    public static SoundFrames Of(ReadOnlySpan<float> samples, SoundFrameOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var wave = Decimator.Lower(samples, ClipSound.SampleRate / SampleRate);
        var bands = MelBands.Of(options, SampleRate);
        var frames = new SoundFrames(wave, Math.Max(1, wave.Length / options.HopSamples), options) { CentreHertz = bands.CentreHertz };
        frames.Fill(bands, options);
        return frames;
    }

    /// <summary>Power in each band.</summary>
    public ReadOnlySpan<float> Energies(int frame) => _energies.AsSpan(frame * Bands, Bands);

    /// <summary>Power of all bands.</summary>
    internal double Energy(int frame)
    {
        var sum = 0.0;
        foreach (var energy in Energies(frame))
        {
            sum += energy;
        }

        return sum;
    }

    /// <summary>Power in each band in dB, raised to the floor below the clip's loudest band.</summary>
    public ReadOnlySpan<float> Levels(int frame) => _decibels.AsSpan(frame * Bands, Bands);

    /// <summary>Geometric over arithmetic mean of the mean spectrum, per hertz: 0 for tones, 1 for white noise.</summary>
    internal double Flatness()
    {
        var (logarithms, sum) = (0.0, 0.0);
        for (var band = 0; band < Bands; band++)
        {
            var power = 0.0;
            for (var frame = 0; frame < Count; frame++)
            {
                power += Energies(frame)[band];
            }

            var density = Math.Max(power / (CentreHertz[band] + MelKnee), double.Epsilon);   // bands widen with their centre
            logarithms += Math.Log(density);
            sum += density;
        }

        return Math.Exp(logarithms / Bands) / (sum / Bands);
    }

    /// <summary>Frames of one second; the last second takes what is left.</summary>
    internal (int First, int Behind) FramesOf(int second) =>
        (Math.Min(second * FramesPerSecond, Count - 1), second == Seconds - 1 ? Count : (second + 1) * FramesPerSecond);

    private void Fill(MelBands bands, SoundFrameOptions options)
    {
        var fourier = new RealFourier(options.TransformSize, options.WindowSamples);
        var power = new float[fourier.Bins];
        for (var frame = 0; frame < Count; frame++)
        {
            fourier.Power(Wave.AsSpan(Math.Min(frame * options.HopSamples, Wave.Length)), power);
            bands.Sum(power, _energies.AsSpan(frame * Bands, Bands));
        }

        var loudest = Math.Max(_energies.Max(), float.Epsilon);
        for (var i = 0; i < _energies.Length; i++)
        {
            _decibels[i] = (float)Decibels.OfPower(_energies[i] / loudest, -options.RangeDecibels);
        }
    }
}
