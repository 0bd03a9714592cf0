using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Alike;

/// <summary>The concept of a clip. Source: spec curation §3.</summary>
[CurationTable("concept_of", nameof(Space), nameof(ClipId))]
public sealed record ConceptOfRow
{
    /// <summary>The clip.</summary>
    public required string ClipId { get; init; }

    /// <summary>The space of the vectors.</summary>
    public required string Space { get; init; }

    /// <summary>The nearest concept.</summary>
    public required int ConceptId { get; init; }

    /// <summary>Cosine to its centroid.</summary>
    public required float Similarity { get; init; }

    /// <summary>Cosine to the second nearest centroid; the same as <see cref="Similarity"/> where there is one concept only.</summary>
    public required float Second { get; init; }
}
