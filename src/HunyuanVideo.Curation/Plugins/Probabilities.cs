namespace HunyuanVideo.Curation.Plugins;

/// <summary>Answers that may or may not be probabilities already: exports differ.</summary>
internal static class Probabilities
{
    private const double Tolerance = 1e-3;

    /// <summary>As they are if each lies in 0…1; else logits, and each through a sigmoid.</summary>
    public static float[] EachOf(float[] values) =>
        Array.TrueForAll(values, value => value is >= 0 and <= 1) ? values : [.. values.Select(value => 1 / (1 + MathF.Exp(-value)))];

    /// <summary>As they are if all lie in 0…1 and their sum is 1; else their softmax.</summary>
    public static float[] Of(float[] values)
    {
        var isDone = Array.TrueForAll(values, value => value is >= 0 and <= 1) && Math.Abs(values.Sum(value => (double)value) - 1) < Tolerance;
        if (isDone)
        {
            return values;
        }

        var greatest = values.Max();
        double[] powers = [.. values.Select(value => Math.Exp((double)value - greatest))];
        var sum = powers.Sum();
        return [.. powers.Select(power => (float)(power / sum))];
    }
}
