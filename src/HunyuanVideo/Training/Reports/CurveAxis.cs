using System.Globalization;

namespace HunyuanVideo.Training.Reports;

/// <summary>A straight or logarithmic axis over a range, with round ticks.</summary>
internal sealed class CurveAxis
{
    private const int Steps = 4;
    private const double LogMargin = 1.06;
    private static readonly double[] Factors = [1, 2, 5, 10];

    private CurveAxis(double low, double high, bool isLog) => (Low, High, IsLog) = (low, high, isLog);

    public double Low { get; }

    public double High { get; }

    public bool IsLog { get; }

    /// <summary>A straight axis from 0 that ends at <paramref name="high"/>, round or not.</summary>
    public static CurveAxis To(double high) => new(0, high, isLog: false);

    /// <summary>An axis that shows <paramref name="low"/> to <paramref name="high"/>.</summary>
    public static CurveAxis Over(double low, double high, bool isLog)
    {
        if (isLog && low > 0)
        {
            return new CurveAxis(low / LogMargin, Math.Max(high, low * LogMargin) * LogMargin, isLog: true);
        }

        var step = Step(low, high);
        return new CurveAxis(Math.Floor(low / step) * step, Math.Max(Math.Ceiling(high / step), Math.Floor(low / step) + 1) * step, isLog: false);
    }

    /// <summary>Where a value lies, 0 at the lower end and 1 at the upper; values outside lie on the ends.</summary>
    public double Place(double value) => Math.Clamp(
        IsLog ? Math.Log(Math.Max(value, Low) / Low) / Math.Log(High / Low) : (value - Low) / (High - Low), 0, 1);

    /// <summary>Round values on the axis.</summary>
    public IEnumerable<(double Value, string Label)> Ticks() => (IsLog ? LogTicks() : LinearTicks()).Select(value => (value, Label(value)));

    private IEnumerable<double> LinearTicks()
    {
        var step = Step(Low, High);
        for (var index = (long)Math.Ceiling((Low / step) - 1e-9); index * step <= High + (step * 1e-9); index++)
        {
            yield return index * step;
        }
    }

    // 1, 2 and 5 of each power of ten; over many powers the 1 alone.
    private IEnumerable<double> LogTicks()
    {
        var (first, last) = ((int)Math.Floor(Math.Log10(Low)), (int)Math.Ceiling(Math.Log10(High)));
        var factors = last - first > Steps ? Factors[..1] : Factors[..^1];
        return Enumerable.Range(first, last - first + 1).SelectMany(power => factors.Select(factor => factor * Math.Pow(10, power))).Where(value => value >= Low && value <= High);
    }

    private static string Label(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 1000 and < 1e6 => value.ToString("#,0.####", CultureInfo.InvariantCulture),
        < 1e-3 or >= 1e6 => value.ToString("0.##e0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.####", CultureInfo.InvariantCulture),
    };

    private static double Step(double low, double high)
    {
        var span = high > low ? high - low : Math.Max(Math.Abs(low), 1e-12);
        var unit = Math.Pow(10, Math.Floor(Math.Log10(span / Steps)));
        return Factors.Select(factor => factor * unit).First(step => step * Steps >= span * (1 - 1e-9));
    }
}
