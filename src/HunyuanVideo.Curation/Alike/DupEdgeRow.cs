using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Alike;

/// <summary>Two clips that are copies of one another; <see cref="A"/> is the lesser id. Source: spec curation §3.</summary>
[CurationTable("dup_edge", nameof(A), nameof(B))]
public sealed record DupEdgeRow
{
    /// <summary>The lesser clip id.</summary>
    public required string A { get; init; }

    /// <summary>The greater clip id.</summary>
    public required string B { get; init; }

    /// <summary>1 − mean share of differing bits at the best offset, 0…1.</summary>
    public required float Similarity { get; init; }

    /// <summary>Share of the shorter clip's signatures that lie in both.</summary>
    public required float Overlap { get; init; }

    /// <summary>Seconds of A at which B begins; negative if B begins earlier.</summary>
    public required double OffsetS { get; init; }
}
