namespace HunyuanVideo.Curation.Audio;

/// <summary>The beat of a sound. Source: spec curation §9, autocorrelation of the onset envelope at 0.3–1.0 s.</summary>
/// <param name="Frames">Its period in onset frames.</param>
/// <param name="Strength">How far the autocorrelation there stands above its median, 0…1.</param>
internal readonly record struct Beat(int Frames, double Strength)
{
    /// <summary>Finds the beat of an onset envelope; of no strength in a sound that is too short or has no onsets.</summary>
    public static Beat Of(double[] onsets, int rate, MusicOptions options)
    {
        var smooth = Smooth(onsets);
        var energy = smooth.Sum(value => value * value);
        var (shortest, longest) = ((int)Math.Round(options.ShortestBeat * rate), (int)Math.Round(options.LongestBeat * rate));
        longest = Math.Min(longest, onsets.Length / 2);
        if (energy <= 0 || longest <= shortest)
        {
            return new(shortest, 0);
        }

        var correlation = Enumerable.Range(shortest, longest - shortest + 1).Select(lag => At(smooth, lag) / energy).ToArray();
        var best = Array.IndexOf(correlation, correlation.Max());
        return new(shortest + best, Math.Clamp(correlation[best] - Quantiles.Median(correlation), 0, 1));
    }

    // Onsets of one beat fall into neighbouring frames.
    private static double[] Smooth(double[] onsets) =>
        [.. Enumerable.Range(0, onsets.Length).Select(i =>
            (onsets[Math.Max(0, i - 1)] + (2 * onsets[i]) + onsets[Math.Min(onsets.Length - 1, i + 1)]) / 4)];

    // The missing overlap is made up for, or short beats would always win.
    private static double At(double[] values, int lag)
    {
        var sum = 0.0;
        for (var i = lag; i < values.Length; i++)
        {
            sum += values[i] * values[i - lag];
        }

        return sum * values.Length / (values.Length - lag);
    }
}
