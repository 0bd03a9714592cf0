using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Alike;

/// <summary>A cluster of clips that look alike. Source: spec curation §3.</summary>
[CurationTable("concept", nameof(Space), nameof(ConceptId))]
public sealed record ConceptRow
{
    /// <summary>The space of the vectors.</summary>
    public required string Space { get; init; }

    /// <summary>Number of the concept, from 0.</summary>
    public required int ConceptId { get; init; }

    /// <summary>Unit length.</summary>
    public required float[] Centroid { get; init; }

    /// <summary>Clips of the pool in it.</summary>
    public required long Count { get; init; }

    /// <summary>The clips nearest to the centroid, best first, with spaces between.</summary>
    public required string ExampleIds { get; init; }
}
