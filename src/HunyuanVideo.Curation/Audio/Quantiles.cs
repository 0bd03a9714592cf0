namespace HunyuanVideo.Curation.Audio;

/// <summary>Quantiles by sorting a copy.</summary>
internal static class Quantiles
{
    /// <summary>Value below which <paramref name="share"/> of the values lie, interpolated; 0 for none.</summary>
    public static double Of(ReadOnlySpan<double> values, double share)
    {
        if (values.IsEmpty)
        {
            return 0;
        }

        var sorted = values.ToArray();
        Array.Sort(sorted);
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
    }

    /// <summary>The middle value.</summary>
    public static double Median(ReadOnlySpan<double> values) => Of(values, 0.5);
}
