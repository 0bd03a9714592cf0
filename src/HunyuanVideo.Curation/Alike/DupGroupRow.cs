using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Alike;

/// <summary>The group of copies that a clip belongs to; a clip without copies is a group of one. Source: spec curation §3.</summary>
[CurationTable("dup_group", nameof(ClipId))]
public sealed record DupGroupRow
{
    /// <summary>The clip.</summary>
    public required string ClipId { get; init; }

    /// <summary>Least clip id of the group.</summary>
    public required string GroupId { get; init; }

    /// <summary>Whether it is the group's best copy.</summary>
    public required bool Keep { get; init; }

    /// <summary>0.5 · quality + 0.3 · clarity + 0.2 · min(1, height / 1080).</summary>
    public required float RankScore { get; init; }
}
