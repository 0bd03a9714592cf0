namespace HunyuanVideo.Curation.Ingest;

/// <summary>Bounds of S1. Source: spec curation §4.</summary>
public sealed record ProbeOptions
{
    /// <summary>Largest side, in pixels.</summary>
    public int MostSide { get; init; } = 8192;

    /// <summary>Most pixels of a picture.</summary>
    public long MostPixels { get; init; } = 40_000_000;

    /// <summary>Most frames of a source.</summary>
    public int MostFrames { get; init; } = 10_000_000;

    /// <summary>A source up to this long is decoded whole to learn which frames there are; of a longer one only both ends, unless they show a fault.</summary>
    public double DecodeAllSeconds { get; init; } = 600;

    /// <summary>Length of an end.</summary>
    public double EndSeconds { get; init; } = 2;

    /// <summary>Of a file up to this large one call lists streams and packets.</summary>
    public long MostListedBytes { get; init; } = 1 << 25;

    /// <summary>Time every call has.</summary>
    public double LimitSeconds { get; init; } = 60;

    /// <summary>More of it for each second of the source.</summary>
    public double LimitSecondsPerSecond { get; init; } = 4;

    /// <summary>Difference from the median that makes an interval odd.</summary>
    public double VfrTolerance { get; init; } = 0.10;

    /// <summary>Share of odd intervals that makes the rate variable.</summary>
    public double VfrShare { get; init; } = 0.01;

    /// <summary>Most characters of the container's tags that are kept.</summary>
    public int MostTagCharacters { get; init; } = 65_536;
}
