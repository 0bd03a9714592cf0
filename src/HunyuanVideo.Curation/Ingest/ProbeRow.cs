using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Ingest;

/// <summary>What a source is, as shown: after edit list, rotation and sample aspect. Source: spec curation §2, §3.</summary>
[CurationTable("probe", nameof(SourceId))]
public sealed record ProbeRow
{
    /// <summary>The source.</summary>
    public required string SourceId { get; init; }

    /// <summary>Name of the container's reader.</summary>
    public required string Container { get; init; }

    /// <summary>Name of the codec.</summary>
    public required string VideoCodec { get; init; }

    /// <summary>Stored pixel format.</summary>
    public required string PixFmt { get; init; }

    /// <summary>Columns as shown.</summary>
    public required int Width { get; init; }

    /// <summary>Rows as shown.</summary>
    public required int Height { get; init; }

    /// <summary>Turn from stored to shown, degrees anticlockwise: 0, 90, 180 or −90.</summary>
    public required short Rotation { get; init; }

    /// <summary>Width of a stored pixel, as a share of <see cref="SarDen"/>.</summary>
    public required int SarNum { get; init; }

    /// <summary>Height of a stored pixel.</summary>
    public required int SarDen { get; init; }

    /// <summary>Frames that decode, after the edit list.</summary>
    public required int Frames { get; init; }

    /// <summary>(frames − 1) / t(last); null for one frame.</summary>
    public double? Fps { get; init; }

    /// <summary>More than 1 % of intervals differ from the median by over 10 %.</summary>
    public required bool Vfr { get; init; }

    /// <summary>t(last) − t(first) + median interval.</summary>
    public required double DurationS { get; init; }

    /// <summary><c>no</c>, <c>tff</c>, <c>bff</c> or <c>mixed</c>, as tagged.</summary>
    public required string Interlaced { get; init; }

    /// <summary><c>no</c>, <c>pq</c> or <c>hlg</c>, as tagged.</summary>
    public required string Hdr { get; init; }

    /// <summary>Bits of a luma sample.</summary>
    public required sbyte BitDepth { get; init; }

    /// <summary>Whether there is sound.</summary>
    public required bool HasAudio { get; init; }

    /// <summary>Codec of the first sound stream.</summary>
    public string? AudioCodec { get; init; }

    /// <summary>Samples per second.</summary>
    public int? AudioRate { get; init; }

    /// <summary>Channels.</summary>
    public sbyte? AudioChannels { get; init; }

    /// <summary>Bits per second of the whole file.</summary>
    public required long Bitrate { get; init; }

    /// <summary>Something is missing or damaged; only what decodes counts.</summary>
    public required bool Partial { get; init; }

    /// <summary>Number of the picture stream among the video streams, for <c>-map 0:v:N</c>.</summary>
    public required int VideoStream { get; init; }

    /// <summary>The container's tags, as JSON.</summary>
    public required string TagsJson { get; init; }
}
