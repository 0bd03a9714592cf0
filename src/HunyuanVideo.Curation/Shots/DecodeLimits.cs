namespace HunyuanVideo.Curation.Shots;

/// <summary>How long a decoder may run. Source: spec curation §4.</summary>
internal static class DecodeLimits
{
    private const double StartSeconds = 60;
    private const double PerSecond = 4;

    /// <summary>Of a film whose length is not known: one of a day.</summary>
    public static TimeSpan Longest { get; } = For(TimeSpan.FromDays(1).TotalSeconds);

    /// <summary>60 s and four times the film.</summary>
    public static TimeSpan For(double filmSeconds) => TimeSpan.FromSeconds(StartSeconds + (PerSecond * filmSeconds));
}
