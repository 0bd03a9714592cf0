namespace HunyuanVideo.Curation.Audio;

/// <summary>How well onsets of sound meet events of the picture. Source: spec curation §9.</summary>
internal static class SynchronyMeter
{
    /// <summary>Score 0…1 and lag of the sound in seconds (positive: late); null where either side has too few events.</summary>
    /// <param name="onsets">Whitened onset envelope.</param>
    /// <param name="picture">Quantities of the picture.</param>
    /// <param name="options">Numbers.</param>
    public static (double Score, double LagSeconds)? Measure(double[] onsets, IReadOnlyList<TimedSeries> picture, SynchronyOptions options)
    {
        if (OnsetEnvelope.Peaks(onsets, options).Length < options.LeastOnsets)
        {
            return null;
        }

        var times = Enumerable.Range(0, onsets.Length).Select(frame => OnsetEnvelope.Time(frame, options)).ToArray();
        var events = OnsetEnvelope.Whiten(VisualEvents.Envelope(picture, times), options);
        return events.All(value => value == 0) ? null : Compare(Centred(onsets), Centred(events), options);
    }

    private static (double Score, double LagSeconds) Compare(double[] sound, double[] picture, SynchronyOptions options)
    {
        var reach = (int)Math.Round(options.LargestLag * options.Rate);
        var near = (int)Math.Round(options.TogetherWithin * options.Rate);
        var scale = Math.Sqrt(sound.Sum(value => value * value) * picture.Sum(value => value * value));
        var correlation = Enumerable.Range(-reach, (2 * reach) + 1).Select(lag => Product(sound, picture, lag) / scale).ToArray();
        var rest = Enumerable.Range(-reach, (2 * reach) + 1).Where(lag => Math.Abs(lag) > near).Select(lag => correlation[lag + reach]).ToArray();
        var together = correlation[(reach - near)..(reach + near + 1)].Max();
        return (Math.Clamp(together - Quantiles.Of(rest, options.RestQuantile), 0, 1), (Peak(correlation, options.EqualPeaks) - reach) / options.Rate);
    }

    private static double[] Centred(double[] values)
    {
        var mean = values.Average();
        return [.. values.Select(value => value - mean)];
    }

    private static double Product(double[] sound, double[] picture, int lag)
    {
        var sum = 0.0;
        for (var i = Math.Max(0, -lag); i < Math.Min(picture.Length, sound.Length - lag); i++)
        {
            sum += sound[i + lag] * picture[i];
        }

        return sum;
    }

    /// <summary>Place of the highest value, or of one nearer to the middle that is almost as high, refined by the parabola through its neighbours.</summary>
    private static double Peak(double[] values, double equal)
    {
        var middle = values.Length / 2;
        var highest = values.Max();
        var best = Enumerable.Range(0, values.Length)
            .Where(i => values[i] == highest || (values[i] >= equal * highest && IsPeak(values, i)))
            .MinBy(i => Math.Abs(i - middle));
        if (!IsPeak(values, best))
        {
            return best;
        }

        var (left, top, right) = (values[best - 1], values[best], values[best + 1]);
        var bend = left - (2 * top) + right;
        return bend < 0 ? best + ((left - right) / (2 * bend)) : best;
    }

    private static bool IsPeak(double[] values, int i) => i > 0 && i < values.Length - 1 && values[i] >= values[i - 1] && values[i] >= values[i + 1];
}
