namespace HunyuanVideo.Curation.Text;

/// <summary>The threshold that parts a histogram into two classes of least variance, by N. Otsu.</summary>
/// <param name="Threshold">Values above it form the upper class.</param>
/// <param name="Separability">Share of the variance that lies between the classes, 0 … 1.</param>
internal readonly record struct OtsuSplit(int Threshold, double Separability)
{
    /// <summary>The split of a histogram of bytes.</summary>
    /// <param name="histogram">256 counts.</param>
    public static OtsuSplit Of(ReadOnlySpan<int> histogram)
    {
        var (count, sum, squares) = (0L, 0L, 0L);
        for (var value = 0; value < histogram.Length; value++)
        {
            (count, sum, squares) = (count + histogram[value], sum + ((long)histogram[value] * value), squares + ((long)histogram[value] * value * value));
        }

        var (best, threshold) = (0.0, 0);
        var (below, belowSum) = (0L, 0L);
        for (var value = 0; value < histogram.Length && below < count; value++)
        {
            below += histogram[value];
            belowSum += (long)histogram[value] * value;
            if (below == 0 || below == count)
            {
                continue;
            }

            var distance = ((double)belowSum / below) - ((double)(sum - belowSum) / (count - below));
            var between = (double)below * (count - below) * distance * distance;
            if (between > best)
            {
                (best, threshold) = (between, value);
            }
        }

        var variance = ((double)count * squares) - ((double)sum * sum);     // × count²
        return new(threshold, variance <= 0 ? 0 : best / variance);
    }
}
