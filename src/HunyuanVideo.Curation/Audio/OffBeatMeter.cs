namespace HunyuanVideo.Curation.Audio;

/// <summary>
/// How much of a piece is neither held notes nor its beat. A median over time keeps what holds; only where it stands out of
/// its spectral surroundings is it a note, for noise holds too. Of what is left, strokes that come again one beat before
/// and one beat after are the music's own. Source: spec curation §9.
/// </summary>
internal static class OffBeatMeter
{
    private const double SteadyQuantile = 0.25;   // what is there between the strokes is noise, not beat
    private const double StandsOut = 2;           // times its surroundings

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
            var before = Highest(residual, frame - period, reach);
            var after = Highest(residual, frame + period, reach);
            var known = Math.Min(before ?? after ?? 0, after ?? before ?? 0);
            off += Math.Min(residual[frame], steady) + Math.Max(0, residual[frame] - Math.Max(known, steady));
        }

        return off / total;
    }

    /// <summary>The highest value around a place; null beyond the ends, where nothing is known.</summary>
    private static double? Highest(double[] values, double middle, double reach)
    {
        var first = Math.Max(0, (int)Math.Ceiling(middle - reach));
        var last = Math.Min(values.Length - 1, (int)Math.Floor(middle + reach));
        return first > last ? null : values[first..(last + 1)].Max();
    }

    /// <summary>Energy of each spectrum that is no held note, and the energy of all.</summary>
    private static (double[] Residual, double Total) Residual(TonalSpectra spectra, MusicOptions options)
    {
        var medians = Medians(spectra, options);
        var lowest = (int)Math.Ceiling(options.LowestHertz / spectra.HertzPerBin);
        var (residual, total) = (new double[spectra.Count], 0.0);
        var (held, around) = (new double[spectra.Bins], new double[spectra.Bins]);
        for (var frame = 0; frame < spectra.Count; frame++)
        {
            var power = spectra.Power(frame);
            for (var bin = 0; bin < held.Length; bin++)
            {
                held[bin] = medians[(bin * spectra.Count) + frame];
            }

            RunningMedian.Fill(held, options.MedianBins, around);
            for (var bin = lowest; bin < held.Length; bin++)
            {
                residual[frame] += held[bin] > StandsOut * around[bin] ? Math.Max(0, power[bin] - held[bin]) : power[bin];
                total += power[bin];
            }
        }

        return (residual, total);
    }

    private static double[] Medians(TonalSpectra spectra, MusicOptions options)
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
