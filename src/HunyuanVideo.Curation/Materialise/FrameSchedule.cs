namespace HunyuanVideo.Curation.Materialise;

/// <summary>Which frame of a clip is shown at each picture of another rate: the nearest in time, never a mixture.</summary>
public static class FrameSchedule
{
    /// <summary>Indices into <paramref name="times"/>, not falling.</summary>
    /// <param name="times">Seconds of the clip's frames, ascending from 0.</param>
    /// <param name="framesPerSecond">The wanted rate.</param>
    /// <param name="count">Pictures wanted.</param>
    public static IReadOnlyList<int> Of(IReadOnlyList<double> times, double framesPerSecond, int count)
    {
        ArgumentNullException.ThrowIfNull(times);
        var schedule = new int[count];
        var at = 0;
        for (var index = 0; index < count; index++)
        {
            var time = index / framesPerSecond;
            while (at + 1 < times.Count && Math.Abs(times[at + 1] - time) < Math.Abs(times[at] - time))
            {
                at++;
            }

            schedule[index] = at;
        }

        return schedule;
    }
}
