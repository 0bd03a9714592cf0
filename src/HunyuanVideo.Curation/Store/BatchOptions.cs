namespace HunyuanVideo.Curation.Store;

/// <summary>How much finished work may wait for a part: what a kill can cost. Source: spec curation §5.</summary>
public sealed record BatchOptions
{
    /// <summary>Most units of a part.</summary>
    public int Units { get; init; } = 256;

    /// <summary>Most seconds between a unit's end and its part.</summary>
    public double Seconds { get; init; } = 5;
}
