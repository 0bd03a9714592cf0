namespace HunyuanVideo.Curation.Materialise;

/// <summary>How sets are written. Source: spec curation §10.</summary>
public sealed record MaterialiseOptions
{
    /// <summary>Bytes of a shard at most; an item is never split.</summary>
    public long ShardBytes { get; init; } = 1L << 30;

    /// <summary>Items of a shard at most.</summary>
    public int ShardItems { get; init; } = 4096;

    /// <summary>Clips encoded at the same time.</summary>
    public int Encoders { get; init; } = Environment.ProcessorCount;

    /// <summary>Speed of x264 against size.</summary>
    public string Preset { get; init; } = "medium";

    /// <summary>Pictures between two closed groups at most.</summary>
    public int GroupOfPictures { get; init; } = 48;

    /// <summary>Samples per second of sound.</summary>
    public int AudioRate { get; init; } = 48_000;

    /// <summary>Bits per second of sound.</summary>
    public int AudioBitrate { get; init; } = 192_000;

    /// <summary>Wall time for one item, and again as much for each second of it.</summary>
    public double TimeLimitSeconds { get; init; } = 60;

    /// <summary>How the pictures of a clip are stored.</summary>
    public FrameStorage Storage { get; init; } = FrameStorage.H264;
}
