using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Motion;

/// <summary>Row of <c>m_recheck</c>. Source: spec curation §3.</summary>
[CurationTable("m_recheck", nameof(ClipId))]
public sealed record RecheckRow
{
    /// <summary>The clip.</summary>
    public required string ClipId { get; init; }

    /// <summary>Largest distance of two pictures that no veto explains as flash or motion.</summary>
    public required float WorstScore { get; init; }

    /// <summary>Number in the source of the later of the two.</summary>
    public required int WorstFrame { get; init; }

    /// <summary>Whether the worst score is below the threshold of another shot.</summary>
    public required bool SingleShot { get; init; }

    /// <summary>Who says so.</summary>
    public required string Detector { get; init; }
}
