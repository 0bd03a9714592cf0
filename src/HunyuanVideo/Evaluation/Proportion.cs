namespace HunyuanVideo.Evaluation;

/// <summary>A share of trials with its 95 % Wilson interval.</summary>
/// <param name="Count">Successes.</param>
/// <param name="Total">Trials; 0 gives the share 0 and the interval 0 … 1.</param>
/// <remarks>Source: Wilson 1927, score interval without continuity correction; spec training §13.2.</remarks>
public sealed record Proportion(int Count, int Total)
{
    private const double Normal95 = 1.959963984540054;

    /// <summary>Count / Total.</summary>
    public double Share => Total == 0 ? 0 : (double)Count / Total;

    /// <summary>Lower end of the interval.</summary>
    public double Low => Total == 0 ? 0 : Math.Max(0, Middle - HalfWidth);

    /// <summary>Upper end of the interval.</summary>
    public double High => Total == 0 ? 1 : Math.Min(1, Middle + HalfWidth);

    private double Shrinkage => 1 + (Normal95 * Normal95 / Total);

    private double Middle => (Share + (Normal95 * Normal95 / (2.0 * Total))) / Shrinkage;

    private double HalfWidth =>
        Normal95 * Math.Sqrt((Share * (1 - Share) / Total) + (Normal95 * Normal95 / (4.0 * Total * Total))) / Shrinkage;

    /// <summary>How many of the trials succeeded.</summary>
    public static Proportion Of(IEnumerable<bool> trials)
    {
        var outcomes = trials.ToArray();
        return new(outcomes.Count(success => success), outcomes.Length);
    }

    /// <summary>"91.0 % (88.2 … 93.2)".</summary>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{100 * Share:F1} % ({100 * Low:F1} … {100 * High:F1})");
}
