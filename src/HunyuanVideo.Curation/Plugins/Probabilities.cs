namespace HunyuanVideo.Curation.Plugins;

/// <summary>Makes a model's answers probabilities, by what its plug-in says they are.</summary>
internal static class Probabilities
{
    private const double Tolerance = 1e-3;
    private const double SumTolerance = 1e-2;

    /// <summary>Answers that are each on their own: logits go through a sigmoid.</summary>
    /// <exception cref="InputException">The plug-in says probabilities, and one lies beyond 0…1.</exception>
    public static float[] EachOf(Plugin plugin, float[] values) => plugin.Manifest.Answers == PluginAnswers.Probabilities
        ? Checked(plugin, values)
        : [.. values.Select(value => 1 / (1 + MathF.Exp(-value)))];

    /// <summary>Answers that exclude one another: logits go through a softmax.</summary>
    /// <exception cref="InputException">The plug-in says probabilities, and one lies beyond 0…1 or their sum is not 1.</exception>
    public static float[] Of(Plugin plugin, float[] values)
    {
        if (plugin.Manifest.Answers == PluginAnswers.Probabilities)
        {
            var total = Checked(plugin, values).Sum(value => (double)value);
            return Math.Abs(total - 1) < SumTolerance ? values
                : throw new InputException(FormattableString.Invariant($"{plugin.Shown}: its probabilities add up to {total:0.###}, not to 1; if they are logits, write \"answers\": \"logits\" into {PluginReader.ManifestName}."));
        }

        var greatest = values.Max();
        double[] powers = [.. values.Select(value => Math.Exp((double)value - greatest))];
        var sum = powers.Sum();
        return [.. powers.Select(power => (float)(power / sum))];
    }

    private static float[] Checked(Plugin plugin, float[] values) => Array.FindIndex(values, value => value is < (float)-Tolerance or > (float)(1 + Tolerance)) is >= 0 and var at
        ? throw new InputException(FormattableString.Invariant($"{plugin.Shown}: answers {values[at]}, but probabilities lie in 0…1; write \"answers\": \"logits\" into {PluginReader.ManifestName}."))
        : values;
}
