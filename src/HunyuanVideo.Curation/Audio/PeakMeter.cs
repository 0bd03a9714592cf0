namespace HunyuanVideo.Curation.Audio;

/// <summary>True peak and clipping of 48 kHz sound. Source: ITU-R BS.1770-4, annex 2; spec curation §9.</summary>
internal static class PeakMeter
{
    private const int Taps = 12;
    private const int Stretch = 256;

    // Two of the recommendation's four interpolation phases; the others are these backwards. No phase can raise a
    // sound by more than the sum of its magnitudes, which lets quiet stretches be skipped.
    private static readonly float[] Near =
    [
        0.0017089843750f, 0.0109863281250f, -0.0196533203125f, 0.0332031250000f, -0.0594482421875f, 0.1373291015625f,
        0.9721679687500f, -0.1022949218750f, 0.0476074218750f, -0.0266113281250f, 0.0148925781250f, -0.0083007812500f,
    ];

    private static readonly float[] Middle =
    [
        -0.0291748046875f, 0.0292968750000f, -0.0517578125000f, 0.0891113281250f, -0.1665039062500f, 0.4650878906250f,
        0.7797851562500f, -0.2003173828125f, 0.1015625000000f, -0.0582275390625f, 0.0330810546875f, -0.0189208984375f,
    ];

    private static readonly float[][] Phases = [Near, Middle, [.. Middle.Reverse()], [.. Near.Reverse()]];
    private static readonly float MostGain = Phases.Max(phase => phase.Sum(Math.Abs));

    /// <summary>Highest magnitude between and at the samples, dBTP.</summary>
    public static double TruePeak(ReadOnlySpan<float> samples, double floor)
    {
        var padded = new float[samples.Length + (2 * Taps)];
        samples.CopyTo(padded.AsSpan(Taps));
        var peak = Highest(samples);
        for (var start = 0; start + Taps <= padded.Length; start += Stretch)
        {
            var stretch = padded.AsSpan(start, Math.Min(Stretch + Taps, padded.Length - start));
            if (Highest(stretch) * MostGain > peak)
            {
                peak = Math.Max(peak, Between(stretch));
            }
        }

        return Decibels.OfPower((double)peak * peak, floor);
    }

    /// <summary>Share of samples in runs that stay at full scale.</summary>
    public static double ClippedShare(ReadOnlySpan<float> samples, LevelOptions options)
    {
        var (clipped, run) = (0L, 0);
        foreach (var sample in samples)
        {
            run = Math.Abs(sample) >= options.ClippedFrom ? run + 1 : 0;
            clipped += run == options.ClippedRun ? run : run > options.ClippedRun ? 1 : 0;
        }

        return samples.IsEmpty ? 0 : (double)clipped / samples.Length;
    }

    private static float Highest(ReadOnlySpan<float> samples)
    {
        var highest = 0f;
        foreach (var sample in samples)
        {
            highest = Math.Max(highest, Math.Abs(sample));
        }

        return highest;
    }

    private static float Between(ReadOnlySpan<float> stretch)
    {
        var peak = 0f;
        for (var i = 0; i + Taps <= stretch.Length; i++)
        {
            foreach (var phase in Phases)
            {
                peak = Math.Max(peak, Math.Abs(Decimator.Dot(phase, stretch.Slice(i, Taps))));
            }
        }

        return peak;
    }
}
