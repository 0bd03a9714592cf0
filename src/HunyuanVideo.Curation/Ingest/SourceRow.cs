using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Ingest;

/// <summary>One distinct byte content. Source: spec curation §3.</summary>
[CurationTable("source", nameof(SourceId))]
public sealed record SourceRow
{
    /// <summary>SHA-256 of all bytes.</summary>
    public required string SourceId { get; init; }

    /// <summary>Size.</summary>
    public required long Bytes { get; init; }

    /// <summary>Where it was found first.</summary>
    public required string FirstSeenPath { get; init; }

    /// <summary>Under what terms it may be used, in the user's words.</summary>
    public string? Licence { get; init; }

    /// <summary>Where it comes from, in the user's words.</summary>
    public string? Origin { get; init; }

    /// <summary>Program that took it in.</summary>
    public required string IngestedBy { get; init; }
}
