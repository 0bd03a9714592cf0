namespace HunyuanVideo.Curation.Audio;

/// <summary>Medians of a sliding window, kept as a sorted list; at the ends the window is cut off.</summary>
internal static class RunningMedian
{
    /// <summary>Median of the values within <paramref name="reach"/> on each side of each value; of an even number the upper one.</summary>
    public static void Fill(ReadOnlySpan<double> values, int reach, Span<double> medians)
    {
        Span<double> sorted = new double[(2 * reach) + 1];
        var count = 0;
        for (var i = 0; i < Math.Min(reach, values.Length); i++)
        {
            Insert(sorted, ref count, values[i]);
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (i + reach < values.Length)
            {
                Insert(sorted, ref count, values[i + reach]);
            }

            medians[i] = sorted[count / 2];
            if (i - reach >= 0)
            {
                Remove(sorted, ref count, values[i - reach]);
            }
        }
    }

    private static void Insert(Span<double> sorted, ref int count, double value)
    {
        var place = sorted[..count].BinarySearch(value);
        place = place < 0 ? ~place : place;
        sorted[place..count].CopyTo(sorted[(place + 1)..]);
        sorted[place] = value;
        count++;
    }

    private static void Remove(Span<double> sorted, ref int count, double value)
    {
        var place = sorted[..count].BinarySearch(value);
        sorted[(place + 1)..count].CopyTo(sorted[place..]);
        count--;
    }
}
