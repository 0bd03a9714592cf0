using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Materialise;

/// <summary>Where an item lies. Source: spec curation §10 (index.parquet).</summary>
[CurationTable("index", nameof(ClipId))]
public sealed record ShardIndexRow
{
    /// <summary>The item.</summary>
    public required string ClipId { get; init; }

    /// <summary>Its source.</summary>
    public required string SourceId { get; init; }

    /// <summary>The archive, relative to the set's folder.</summary>
    public required string Shard { get; init; }

    /// <summary>Place of the pixels' first byte in the archive.</summary>
    public required long Offset { get; init; }

    /// <summary>Bytes of the pixels.</summary>
    public required long Length { get; init; }

    /// <summary>Width × height × frames.</summary>
    public required string Bucket { get; init; }

    /// <summary>Weight for drawing.</summary>
    public required double Weight { get; init; }

    /// <summary>Place of the JSON's first byte.</summary>
    public required long CaptionOffset { get; init; }

    /// <summary>Bytes of the JSON.</summary>
    public required long CaptionLength { get; init; }

    /// <summary>Group of copies, or null.</summary>
    public string? CopyGroup { get; init; }

    /// <summary>SHA-256 of all that decided what was written of it: a set whose items have others now is out of date.</summary>
    public required string Content { get; init; }
}
