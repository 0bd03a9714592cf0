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

    /// <summary>Values that a transformer block keeps for its backward pass, for each token and channel. Norms, queries, keys, values, attention, both sides of the activation.</summary>
    public double KeptInBlock { get; init; } = 24;

    /// <summary>Values that a convolution of the VAE keeps for each value that enters it: before its norm, before its activation, and its input.</summary>
    public double KeptInConvolution { get; init; } = 3;
}
