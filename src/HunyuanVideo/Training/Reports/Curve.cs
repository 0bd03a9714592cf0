using HunyuanVideo.Training.Runs;

namespace HunyuanVideo.Training.Reports;

/// <summary>A column of a run's metrics, made small enough to draw: its smooth line, and from where to where single updates reach.</summary>
/// <param name="Steps">Updates of the points.</param>
/// <param name="Smooth">Running mean at each point.</param>
/// <param name="Least">Least value since the point before.</param>
/// <param name="Largest">Largest value since the point before.</param>
/// <param name="Range">What the axis must show.</param>
internal sealed record Curve(double[] Steps, double[] Smooth, double[] Least, double[] Largest, (double Low, double High) Range)
{
    /// <summary>Null if fewer than two updates have the figure.</summary>
    public static Curve? Of(IReadOnlyList<long> steps, IReadOnlyList<double> values, TrainingReportOptions options)
    {
        var present = Enumerable.Range(0, Math.Min(steps.Count, values.Count)).Where(i => double.IsFinite(values[i])).ToList();
        if (present.Count < 2)
        {
            return null;
        }

        double[] finite = [.. present.Select(i => values[i])];
        var smooth = RunningMean.Of(finite, Math.Max(1, (int)(finite.Length * options.SmoothShare)));
        var count = Math.Min(options.CurvePoints, finite.Length);
        var bounds = Enumerable.Range(0, count + 1).Select(point => (int)((long)point * finite.Length / count)).ToArray();
        var parts = Enumerable.Range(0, count).Select(point => finite.AsSpan(bounds[point], bounds[point + 1] - bounds[point]).ToArray()).ToList();
        double[] line = [.. Enumerable.Range(0, count).Select(point => smooth[bounds[point + 1] - 1])];
        return new Curve(
            [.. Enumerable.Range(0, count).Select(point => (double)steps[present[bounds[point + 1] - 1]])],
            line, [.. parts.Select(part => part.Min())], [.. parts.Select(part => part.Max())], RangeOf(finite, line, options));
    }

    // Single updates may stick out, the smooth line may not.
    private static (double Low, double High) RangeOf(double[] values, double[] line, TrainingReportOptions options)
    {
        double[] sorted = [.. values.Order()];
        var cut = (int)(sorted.Length * options.OutlierShare);
        return (Math.Min(sorted[cut], line.Min()), Math.Max(sorted[^(cut + 1)], line.Max()));
    }
}
