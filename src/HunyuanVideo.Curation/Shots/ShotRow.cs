using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Shots;

/// <summary>One shot of a source, transition frames excluded. Source: spec curation §3.</summary>
[CurationTable("shot", nameof(SourceId), nameof(First))]
public sealed record ShotRow
{
    /// <summary>The source.</summary>
    public required string SourceId { get; init; }

    /// <summary>First frame.</summary>
    public required int First { get; init; }

    /// <summary>Last frame, inside.</summary>
    public required int Last { get; init; }
}
