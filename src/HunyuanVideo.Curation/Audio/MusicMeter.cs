namespace HunyuanVideo.Curation.Audio;

/// <summary>Musicness of each second. Source: spec curation §9.</summary>
internal static class MusicMeter
{
    private const int PitchClasses = 12;
    private const double ReferenceHertz = 440;
    private const double HeardShare = 0.05;      // of the strongest pitch class
    private const double WholeClip = 0.9;        // a partial this long does not change
    private const int FewestOfAChord = 3;

    /// <summary>Features of each second of a clip.</summary>
    public static MusicFeatures[] BySecond(SoundFrames frames, TonalSpectra spectra, Beat beat, MusicOptions options)
    {
        var held = HeldPartials.Find(spectra, options);
        return [.. Enumerable.Range(0, frames.Seconds).Select(second =>
        {
            var first = spectra.FrameAt(second, options);
            var behind = second == frames.Seconds - 1 ? spectra.Count : spectra.FrameAt(second + 1, options);
            return OfStretch(held, spectra, first, Math.Max(first + 1, behind), beat, options);
        })];
    }

    private static MusicFeatures OfStretch(
        List<(Partial Partial, int First, int Behind)> held, TonalSpectra spectra, int first, int behind, Beat beat, MusicOptions options)
    {
        var chroma = new double[PitchClasses];
        var (heldPower, changing) = (new double[behind - first], 0.0);
        foreach (var (partial, from, to) in held)
        {
            for (var frame = Math.Max(first, from); frame < Math.Min(behind, to); frame++)
            {
                var power = partial.PowerAt(frame);
                heldPower[frame - first] += power;
                chroma[Class(partial.Hertz)] += Math.Sqrt(power);
                changing += to - from < WholeClip * spectra.Count ? power : 0;
            }
        }

        var all = heldPower.Sum();
        return new(Stability(heldPower, spectra, first, options), Contrast(chroma, options), all > 0 ? changing / all : 0, beat.Strength);
    }

    /// <summary>Mean over the spectra of the share in held partials: loud strokes must not hide what sounds between them.</summary>
    private static double Stability(double[] heldPower, TonalSpectra spectra, int first, MusicOptions options)
    {
        var lowest = (int)(options.LowestHertz / spectra.HertzPerBin);
        var sum = 0.0;
        for (var i = 0; i < heldPower.Length; i++)
        {
            var total = 0.0;
            foreach (var value in spectra.Power(first + i)[lowest..])
            {
                total += value;
            }

            sum += total > 0 ? Math.Min(1, heldPower[i] / total) : 0;
        }

        return sum / heldPower.Length;
    }

    private static double Contrast(double[] chroma, MusicOptions options)
    {
        var all = chroma.Sum();
        if (all <= 0)
        {
            return 0;
        }

        var top = chroma.OrderDescending().Take(options.ChordClasses).Sum() / all;
        var even = (double)options.ChordClasses / PitchClasses;
        var heard = chroma.Count(value => value >= HeardShare * chroma.Max());
        return (top - even) / (1 - even) * Math.Min(1, (heard - 1.0) / (FewestOfAChord - 1));
    }

    private static int Class(double hertz) =>
        ((int)Math.Round(PitchClasses * Math.Log2(hertz / ReferenceHertz), MidpointRounding.AwayFromZero) % PitchClasses + PitchClasses) % PitchClasses;
}
