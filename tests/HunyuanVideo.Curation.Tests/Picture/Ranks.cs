namespace HunyuanVideo.Curation.Tests.Picture;

/// <summary>Figures of rank for truth tests.</summary>
internal static class Ranks
{
    /// <summary>Spearman's rank correlation; equal values share their mean rank.</summary>
    public static double Spearman(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        var (x, y) = (Of(a), Of(b));
        var (meanX, meanY) = (x.Average(), y.Average());
        var product = x.Zip(y).Sum(p => (p.First - meanX) * (p.Second - meanY));
        return product / Math.Sqrt(x.Sum(v => (v - meanX) * (v - meanX)) * y.Sum(v => (v - meanY) * (v - meanY)));
    }

    /// <summary>Share of pairs in which the good one has the greater value.</summary>
    public static double Auc(IReadOnlyList<double> good, IReadOnlyList<double> bad) =>
        good.Average(g => bad.Average(b => g > b ? 1 : g == b ? 0.5 : 0));

    private static double[] Of(IReadOnlyList<double> values) =>
        [.. values.Select(value => values.Count(other => other < value) + ((values.Count(other => other == value) - 1) / 2.0))];
}
