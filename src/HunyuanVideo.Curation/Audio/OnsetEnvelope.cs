namespace HunyuanVideo.Curation.Audio;

/// <summary>How much of a sound begins at each moment. Source: spec curation §9: log-mel flux, whitened by a 1 s median.</summary>
internal static class OnsetEnvelope
{
    /// <summary>Mean rise of the bands against the frame before, dB, less its running median; one value a frame.</summary>
    public static double[] Of(SoundFrames frames, SynchronyOptions options)
    {
        var flux = new double[frames.Count];
        for (var frame = 1; frame < flux.Length; frame++)
        {
            var now = frames.Levels(frame);
            var before = frames.Levels(frame - 1);
            var sum = 0.0;
            for (var band = 0; band < now.Length; band++)
            {
                sum += Math.Max(0, now[band] - before[band]);
            }

            flux[frame] = sum / now.Length;
        }

        return Whiten(flux, options);
    }

    /// <summary>What rises above the running median.</summary>
    public static double[] Whiten(double[] envelope, SynchronyOptions options)
    {
        var medians = new double[envelope.Length];
        RunningMedian.Fill(envelope, (int)Math.Round(options.MedianSeconds * options.Rate / 2), medians);
        return [.. envelope.Zip(medians, (value, median) => Math.Max(0, value - median))];
    }

    /// <summary>Frames in which a sound begins, in order.</summary>
    public static int[] Peaks(double[] envelope, SynchronyOptions options)
    {
        var least = Math.Max(options.OnsetDecibels, options.OnsetShare * envelope.Max());
        var reach = (int)Math.Round(options.OnsetDistance * options.Rate);
        return [.. Enumerable.Range(0, envelope.Length).Where(i => envelope[i] >= least && IsHighest(envelope, i, reach))];
    }

    /// <summary>When the onset of a frame was, seconds.</summary>
    public static double Time(int frame, SynchronyOptions options) => ((double)frame / options.Rate) + options.OnsetDelay;

    private static bool IsHighest(double[] envelope, int at, int reach)
    {
        var first = Math.Max(0, at - reach);
        var last = Math.Min(envelope.Length - 1, at + reach);
        return !envelope[first..at].Any(value => value >= envelope[at]) && !envelope[(at + 1)..(last + 1)].Any(value => value > envelope[at]);
    }
}
