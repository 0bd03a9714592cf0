namespace HunyuanVideo.Curation.Alike;

/// <summary>How a set is balanced over concepts. Source: spec curation §4 S14.</summary>
public sealed record BalanceOptions
{
    /// <summary>Exponent: 0 leaves the pool as it is, 1 cuts every concept down to the cap.</summary>
    public double Beta { get; init; } = 0.5;

    /// <summary>Clips of a concept up to which none is dropped; null = the median over the concepts that have any.</summary>
    public double? Cap { get; init; }

    /// <summary>Seed of the set.</summary>
    public ulong Seed { get; init; }
}
