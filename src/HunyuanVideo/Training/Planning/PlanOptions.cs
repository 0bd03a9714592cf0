namespace HunyuanVideo.Training.Planning;

/// <summary>What a plan assumes, and how much it measures.</summary>
public sealed record PlanOptions
{
    /// <summary>Tokens of a text while no tokenizer is there to ask. Source: spec training §14.2.</summary>
    public int AssumedTextTokens { get; init; } = 32;

    /// <summary>Captions whose lengths are looked at.</summary>
    public int Captions { get; init; } = 64;

    /// <summary>Clips that are encoded to learn how long the cache takes.</summary>
    public int CacheClips { get; init; } = 8;

    /// <summary>Seconds of real updates of each kind; at least one is timed, after one that is not.</summary>
    public double ProbeSeconds { get; init; } = 3;

    /// <summary>Share of the machine's memory that real updates may take; above, only matrix products are timed.</summary>
    public double MemoryShare { get; init; } = 0.8;

    /// <summary>Seconds of an update, by the rate of matrix products, above which no real one is made.</summary>
    public double MostUpdateSeconds { get; init; } = 30;

    // The four figures below fit the resident memory of real updates at two batches in either type.

    /// <summary>Values in the type of the passes that a transformer block keeps at the peak of its backward pass, for each token and channel.</summary>
    public double KeptInBlock { get; init; } = 20;

    /// <summary>Further float32 values of the same: norms, rotations, noise levels are computed in float32 always.</summary>
    public double KeptFloatsInBlock { get; init; } = 12;

    /// <summary>Values in the type of the passes that a convolution of the VAE keeps for each value that enters it: before its norm, before its activation, and its input.</summary>
    public double KeptInConvolution { get; init; } = 3;

    /// <summary>Further float32 values of the same.</summary>
    public double KeptFloatsInConvolution { get; init; } = 2.4;

    /// <summary>Bytes of the program with libtorch and nothing loaded.</summary>
    public double ProgramBytes { get; init; } = 240L << 20;
}
