namespace HunyuanVideo.Curation.Audio;

/// <summary>
/// When something happens in the picture: at a bounce or a stop the speed dips or breaks off, at a start it sets in, and
/// in each case its second difference is positive. Source: spec curation §9.
/// </summary>
internal static class VisualEvents
{
    private const int LeastValues = 3;   // of a second difference

    /// <summary>The events of all series, each scaled to unit root mean square, at given moments.</summary>
    /// <param name="series">Quantities of the picture; one of fewer than three moments says nothing.</param>
    /// <param name="times">Seconds since the clip's first frame, rising.</param>
    public static double[] Envelope(IEnumerable<TimedSeries> series, double[] times)
    {
        var envelope = new double[times.Length];
        foreach (var one in series.Where(one => one.Times.Count >= LeastValues))
        {
            var events = Events(one);
            var scale = Math.Sqrt(events.Sum(value => value * value) / events.Length);
            if (scale > 0)
            {
                Add(one.Times, events, scale, times, envelope);
            }
        }

        return envelope;
    }

    private static double[] Events(TimedSeries series)
    {
        var events = new double[series.Values.Count];
        for (var i = 1; i < events.Length - 1; i++)
        {
            var (before, now, after) = (series.Values[i - 1], series.Values[i], series.Values[i + 1]);
            events[i] = Math.Max(0, before - (2 * now) + after) * Math.Max(before, after);
        }

        return events;
    }

    private static void Add(IReadOnlyList<double> from, double[] events, double scale, double[] times, double[] envelope)
    {
        var next = 1;
        for (var i = 0; i < times.Length; i++)
        {
            while (next < from.Count - 1 && from[next] < times[i])
            {
                next++;
            }

            var share = (times[i] - from[next - 1]) / (from[next] - from[next - 1]);
            if (share is >= 0 and <= 1)
            {
                envelope[i] += (events[next - 1] + ((events[next] - events[next - 1]) * share)) / scale;
            }
        }
    }
}
