using System.Globalization;

namespace HunyuanVideo.Evaluation;

/// <summary>By how much a second share of the same trials differs from a first one, with its 95 % interval.</summary>
/// <param name="OnlyFirst">Trials in which only the first succeeds.</param>
/// <param name="OnlySecond">Trials in which only the second succeeds.</param>
/// <param name="Total">Trials.</param>
/// <remarks>Source: Agresti and Min 2005, the interval of a paired difference with half a trial added to each of the four outcomes.</remarks>
public sealed record PairedDifference(int OnlyFirst, int OnlySecond, int Total)
{
    private const double Normal95 = 1.959963984540054;
    private const double Added = 0.5;

    /// <summary>Second share less the first; 0 without trials.</summary>
    public double Difference => Total == 0 ? 0 : (double)(OnlySecond - OnlyFirst) / Total;

    /// <summary>Lower end of the interval.</summary>
    public double Low => Math.Max(-1, Middle - HalfWidth);

    /// <summary>Upper end of the interval.</summary>
    public double High => Math.Min(1, Middle + HalfWidth);

    private double Trials => Total + (4 * Added);

    private double Middle => (OnlySecond - OnlyFirst) / Trials;

    private double HalfWidth
    {
        get
        {
            var (apart, gain) = (OnlyFirst + OnlySecond + (2 * Added), (double)(OnlySecond - OnlyFirst));
            return Normal95 * Math.Sqrt(apart - (gain * gain / Trials)) / Trials;
        }
    }

    /// <summary>Counts paired trials.</summary>
    public static PairedDifference Of(IEnumerable<(bool First, bool Second)> trials)
    {
        var outcomes = trials.ToArray();
        return new(outcomes.Count(trial => trial is (true, false)), outcomes.Count(trial => trial is (false, true)), outcomes.Length);
    }

    /// <summary>"+4.0 points (-1.2 … +9.1)".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{100 * Difference:+0.0;-0.0;0.0} points ({100 * Low:+0.0;-0.0;0.0} … {100 * High:+0.0;-0.0;0.0})");
}
