namespace HunyuanVideo.Curation.Shots;

/// <summary>When each presented frame of a film is shown; frame numbers are indices here. Source: spec curation §2.</summary>
public sealed class FrameTimes
{
    private const double AssumedFramesPerSecond = 25;
    private readonly double[] _seconds;

    private FrameTimes(IReadOnlyList<long> pts, double[] seconds, bool isRepaired)
    {
        (Pts, _seconds, IsRepaired) = (pts, seconds, isRepaired);
        MedianInterval = Median(seconds);
    }

    /// <summary>Time stamps in units of the stream's time base; as the decoder gave them, even where they were repaired.</summary>
    public IReadOnlyList<long> Pts { get; }

    /// <summary>Frames.</summary>
    public int Count => _seconds.Length;

    /// <summary>Whether stamps were missing or did not rise, so that a constant step stands for them.</summary>
    public bool IsRepaired { get; }

    /// <summary>Seconds between frames, the median; 0 of a single frame.</summary>
    public double MedianInterval { get; }

    /// <summary>Mean rate; null of fewer than two frames.</summary>
    public double? FramesPerSecond => Rate(0, Count - 1);

    /// <param name="pts">Stamp of every presented frame; <see cref="long.MinValue"/> where there is none.</param>
    /// <param name="numerator">Of the time base in seconds.</param>
    /// <param name="denominator">Of the time base.</param>
    public static FrameTimes From(IReadOnlyList<long> pts, int numerator, int denominator)
    {
        ArgumentNullException.ThrowIfNull(pts);
        var unit = denominator > 0 && numerator > 0 ? (double)numerator / denominator : 0;
        var seconds = new double[pts.Count];
        var isRising = unit > 0 && pts.All(stamp => stamp != long.MinValue);
        for (var frame = 1; frame < seconds.Length && isRising; frame++)
        {
            seconds[frame] = (pts[frame] - pts[0]) * unit;
            isRising = pts[frame] > pts[frame - 1];
        }

        return isRising ? new FrameTimes(pts, seconds, isRepaired: false) : new FrameTimes(pts, ConstantSteps(pts, unit), isRepaired: true);
    }

    /// <summary>Seconds from the first frame to <paramref name="frame"/>.</summary>
    public double Seconds(int frame) => _seconds[frame];

    /// <summary>Seconds that frames <paramref name="first"/> to <paramref name="last"/> are shown, the last for a median interval.</summary>
    public double Duration(int first, int last) => _seconds[last] - _seconds[first] + MedianInterval;

    /// <summary>Mean rate from <paramref name="first"/> to <paramref name="last"/>; null where that is one frame.</summary>
    public double? Rate(int first, int last) => last > first ? (last - first) / (_seconds[last] - _seconds[first]) : null;

    private static double[] ConstantSteps(IReadOnlyList<long> pts, double unit)
    {
        var steps = new List<long>();
        for (var frame = 1; frame < pts.Count; frame++)
        {
            if (pts[frame - 1] != long.MinValue && pts[frame] > pts[frame - 1])
            {
                steps.Add(pts[frame] - pts[frame - 1]);
            }
        }

        steps.Sort();
        var step = steps.Count > 0 && unit > 0 ? steps[steps.Count / 2] * unit : 1 / AssumedFramesPerSecond;
        return [.. Enumerable.Range(0, pts.Count).Select(frame => frame * step)];
    }

    private static double Median(double[] seconds)
    {
        var intervals = new double[Math.Max(0, seconds.Length - 1)];
        for (var frame = 0; frame < intervals.Length; frame++)
        {
            intervals[frame] = seconds[frame + 1] - seconds[frame];
        }

        Array.Sort(intervals);
        return intervals.Length == 0 ? 0 : intervals[intervals.Length / 2];
    }
}
