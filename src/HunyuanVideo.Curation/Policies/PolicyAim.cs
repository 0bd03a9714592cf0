namespace HunyuanVideo.Curation.Policies;

/// <summary>The wanted size of a set; with both given the lesser counts.</summary>
public sealed record PolicyAim
{
    /// <summary>Share of the candidates, in 0…1.</summary>
    public double? ShareOfFrom { get; init; }

    /// <summary>Units.</summary>
    public long? Count { get; init; }

    /// <summary>Units wanted of so many candidates.</summary>
    public long CountOf(long candidates)
    {
        var share = ShareOfFrom is { } part ? (long)Math.Round(part * candidates) : (long?)null;
        return Math.Min(share ?? Count ?? candidates, Count ?? share ?? candidates);
    }
}
