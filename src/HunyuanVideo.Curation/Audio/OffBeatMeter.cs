namespace HunyuanVideo.Curation.Audio;

/// <summary>
/// How much of a piece is neither held notes nor its beat. What stands above its own median over time strikes, rings
/// off or rustles; of that, strokes that come again one beat before or after are the music's own. Source: spec curation §9.
/// </summary>
internal static class OffBeatMeter
{
    private const double SteadyQuantile = 0.25;   // what is there between the strokes is noise, not beat

    /// <summary>Share of the energy, 0…1.</summary>
    public static double Measure(TonalSpectra spectra, Beat beat, int rate, MusicOptions options)
    {
        var (residual, total) = Residual(spectra, options);
        if (total <= 0)
        {
            return 0;
        }

        var steady = Quantiles.Of(residual, SteadyQuantile);
        var period = beat.Frames * spectra.FramesPerSecond / rate;
        var reach = options.BeatTolerance * spectra.FramesPerSecond;
        var off = 0.0;
        for (var frame = 0; frame < residual.Length; frame++)
        {
            var known = Math.Max(Highest(residual, frame - period, reach), Highest(residual, frame + period, reach));
            off += Math.Min(residual[frame], steady) + Math.Max(0, residual[frame] - Math.Max(known, steady));
        }

        return off / total;
    }

    private static double Highest(double[] values, double middle, double reach)
    {
        var highest = 0.0;
        for (var i = Math.Max(0, (int)Math.Ceiling(middle - reach)); i <= Math.Min(values.Length - 1, (int)Math.Floor(middle + reach)); i++)
        {
            highest = Math.Max(highest, values[i]);
        }

        return highest;
    }

    /// <summary>Energy of each spectrum that does not hold, and the energy of all.</summary>
    private static (double[] Residual, double Total) Residual(TonalSpectra spectra, MusicOptions options)
    {
        var harmonic = Harmonic(spectra, options);
        var (residual, total) = (new double[spectra.Count], 0.0);
        for (var frame = 0; frame < spectra.Count; frame++)
        {
            var power = spectra.Power(frame);
            for (var bin = 0; bin < power.Length; bin++)
            {
                residual[frame] += Math.Max(0, power[bin] - harmonic[(bin * spectra.Count) + frame]);
                total += power[bin];
            }
        }

        return (residual, total);
    }

    private static double[] Harmonic(TonalSpectra spectra, MusicOptions options)
    {
        var medians = new double[spectra.Bins * spectra.Count];
        var line = new double[spectra.Count];
        for (var bin = 0; bin < spectra.Bins; bin++)
        {
            for (var frame = 0; frame < line.Length; frame++)
            {
                line[frame] = spectra.Power(frame)[bin];
            }

            RunningMedian.Fill(line, options.MedianFrames, medians.AsSpan(bin * line.Length, line.Length));
        }

        return medians;
    }
}
