namespace HunyuanVideo.Curation.Audio;

/// <summary>Levels of short frames: silence and range. Source: spec curation §9.</summary>
internal static class LevelMeter
{
    /// <summary>Root mean square of each frame, dBFS (a full-scale square wave is 0), floored.</summary>
    public static double[] Levels(ReadOnlySpan<float> samples, LevelOptions options)
    {
        var length = Math.Max(1, (int)Math.Round(options.FrameSeconds * ClipSound.SampleRate));
        var levels = new double[Math.Max(1, samples.Length / length)];
        for (var i = 0; i < levels.Length; i++)
        {
            var frame = samples.Slice(Math.Min(i * length, samples.Length), Math.Min(length, samples.Length - (i * length)));
            levels[i] = Decibels.OfPower(MeanSquare(frame), options.FloorDecibels);
        }

        return levels;
    }

    /// <summary>Which frames are silent: quiet in themselves and against the rest of the clip.</summary>
    public static bool[] Silent(double[] levels, LevelOptions options)
    {
        var median = Quantiles.Median(levels);
        return [.. levels.Select(level => level < options.SilenceDecibels
            && (level < median - options.SilenceBelowMedian || level < options.AbsoluteSilenceDecibels))];
    }

    /// <summary>Distance between loud and quiet frames, dB.</summary>
    public static double Range(double[] levels, LevelOptions options) =>
        Quantiles.Of(levels, options.LoudQuantile) - Quantiles.Of(levels, options.QuietQuantile);

    private static double MeanSquare(ReadOnlySpan<float> frame)
    {
        var sum = 0.0;
        foreach (var sample in frame)
        {
            sum += (double)sample * sample;
        }

        return frame.IsEmpty ? 0 : sum / frame.Length;
    }
}
