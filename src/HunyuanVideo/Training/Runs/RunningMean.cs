namespace HunyuanVideo.Training.Runs;

/// <summary>Means over the last updates.</summary>
internal static class RunningMean
{
    /// <summary>For each place the mean of the finite values among it and the ones before, <paramref name="window"/> in all; NaN where there is none.</summary>
    public static double[] Of(IReadOnlyList<double> values, int window)
    {
        var means = new double[values.Count];
        var recent = new Queue<double>();
        var sum = 0.0;
        for (var i = 0; i < means.Length; i++)
        {
            if (double.IsFinite(values[i]))
            {
                recent.Enqueue(values[i]);
                sum += values[i];
            }

            if (recent.Count > window)
            {
                sum -= recent.Dequeue();
            }

            means[i] = recent.Count == 0 ? double.NaN : sum / recent.Count;
        }

        return means;
    }
}
