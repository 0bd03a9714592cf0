namespace HunyuanVideo.Curation.Audio;

/// <summary>Partials that hold their pitch and level as a played note does. Source: spec curation §9, tonal peak stability.</summary>
internal static class HeldPartials
{
    private const int PeakReach = 2;   // bins on each side that a Hann-windowed partial fills

    /// <summary>All partials that hold long enough, in order of their beginning.</summary>
    public static List<(Partial Partial, int First, int Behind)> Find(TonalSpectra spectra, MusicOptions options)
    {
        var least = options.HoldSeconds * spectra.FramesPerSecond;
        return [.. Follow(spectra, options)
            .Select(partial => (Partial: partial, Held: partial.Held(options.MostDecay)))
            .Where(one => one.Held.Behind - one.Held.First >= least)
            .Select(one => (one.Partial, one.Held.First, one.Held.Behind))
            .OrderBy(one => one.First).ThenBy(one => one.Partial.Hertz)];
    }

    private static List<Partial> Follow(TonalSpectra spectra, MusicOptions options)
    {
        var (done, going) = (new List<Partial>(), new List<Partial>());
        var decibels = new double[spectra.Bins];
        var floor = Loudest(spectra) - options.RangeDecibels;
        for (var frame = 0; frame < spectra.Count; frame++)
        {
            Fill(spectra.Power(frame), decibels, floor);
            foreach (var bin in Peaks(decibels, floor, spectra.HertzPerBin, options))
            {
                Continue(spectra, frame, bin, decibels, going, options);
            }

            done.AddRange(going.Where(partial => partial.Last < frame));
            going.RemoveAll(partial => partial.Last < frame);
        }

        return [.. done, .. going];
    }

    private static void Continue(TonalSpectra spectra, int frame, int bin, double[] decibels, List<Partial> going, MusicOptions options)
    {
        var bend = decibels[bin - 1] - (2 * decibels[bin]) + decibels[bin + 1];
        var hertz = (bin + (bend < 0 ? (decibels[bin - 1] - decibels[bin + 1]) / (2 * bend) : 0)) * spectra.HertzPerBin;
        var partial = going.Where(one => one.Last < frame && one.CentsTo(hertz) <= options.HoldCents).MinBy(one => one.CentsTo(hertz));
        if (partial is null)
        {
            going.Add(partial = new Partial(frame));
        }

        var power = 0.0;
        foreach (var value in spectra.Power(frame)[Math.Max(0, bin - PeakReach)..Math.Min(spectra.Bins, bin + PeakReach + 1)])
        {
            power += value;
        }

        partial.Add(hertz, power);
    }

    private static IEnumerable<int> Peaks(double[] decibels, double floor, double hertzPerBin, MusicOptions options)
    {
        var first = Math.Max(PeakReach + 1, (int)Math.Ceiling(options.LowestHertz / hertzPerBin));
        for (var bin = first; bin < decibels.Length - PeakReach - 1; bin++)
        {
            if (decibels[bin] > floor && decibels[bin] > decibels[bin - 1] && decibels[bin] >= decibels[bin + 1]
                && decibels[bin] >= Around(decibels, bin, options) + options.PeakDecibels)
            {
                yield return bin;
            }
        }
    }

    private static double Around(double[] decibels, int bin, MusicOptions options)
    {
        var (sum, count) = (0.0, 0);
        for (var reach = PeakReach + 1; reach <= options.Surroundings; reach++)
        {
            foreach (var at in (ReadOnlySpan<int>)[bin - reach, bin + reach])
            {
                if (at > 0 && at < decibels.Length)
                {
                    sum += decibels[at];
                    count++;
                }
            }
        }

        return sum / count;
    }

    private static double Loudest(TonalSpectra spectra)
    {
        var loudest = double.Epsilon;
        for (var frame = 0; frame < spectra.Count; frame++)
        {
            foreach (var value in spectra.Power(frame))
            {
                loudest = Math.Max(loudest, value);
            }
        }

        return 10 * Math.Log10(loudest);
    }

    private static void Fill(ReadOnlySpan<float> power, double[] decibels, double floor)
    {
        for (var bin = 0; bin < decibels.Length; bin++)
        {
            decibels[bin] = Decibels.OfPower(power[bin], floor);
        }
    }
}
