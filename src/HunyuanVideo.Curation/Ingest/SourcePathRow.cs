using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Ingest;

/// <summary>A file as it was seen once; one that changed has a row for each state. Source: spec curation §3.</summary>
[CurationTable("source_path", nameof(Path), nameof(MtimeNs), nameof(Size))]
public sealed record SourcePathRow
{
    /// <summary>Full path.</summary>
    public required string Path { get; init; }

    /// <summary>Its content.</summary>
    public required string SourceId { get; init; }

    /// <summary>Last change, nanoseconds since 1970 (UTC).</summary>
    public required long MtimeNs { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The content's licence, as <see cref="SourceRow"/> has it: whichever of the two parts is lost, the other knows it.</summary>
    public string? Licence { get; init; }

    /// <summary>The content's origin, likewise.</summary>
    public string? Origin { get; init; }
}
