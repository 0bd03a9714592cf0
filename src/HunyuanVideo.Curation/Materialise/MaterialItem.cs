using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Materialise;

/// <summary>An accepted unit with all that is needed to write it.</summary>
public sealed record MaterialItem
{
    private static readonly JsonSerializerOptions Json = new(PolicyJson.Canonical) { IncludeFields = true };      // pairs of numbers are fields

    /// <summary>The clip.</summary>
    public required string ClipId { get; init; }

    /// <summary>Its source.</summary>
    public required string SourceId { get; init; }

    /// <summary>A file with the source's content; empty where there is none any more.</summary>
    public required string Path { get; init; }

    /// <summary>First frame in the source.</summary>
    public required int First { get; init; }

    /// <summary>Times of presentation of the clip's frames, ascending, in ticks.</summary>
    public required IReadOnlyList<long> Pts { get; init; }

    /// <summary>Seconds of one tick.</summary>
    public required double TickSeconds { get; init; }

    /// <summary>Size of the source as shown.</summary>
    public required (int Width, int Height) Shown { get; init; }

    /// <summary>Pixel format of the source, in ffmpeg's words.</summary>
    public required string PixelFormat { get; init; }

    /// <summary>Number of the film among the source's streams of pictures: covers may stand before it.</summary>
    public int VideoStream { get; init; }

    /// <summary>Whether the source's pixels are not square.</summary>
    public bool IsAnamorphic { get; init; }

    /// <summary>What is kept of the picture.</summary>
    public required PixelBox Crop { get; init; }

    /// <summary>Whether the source has sound.</summary>
    public bool HasAudio { get; init; }

    /// <summary>Class of the sound; null: not measured or of no use.</summary>
    public string? AudioClass { get; init; }

    /// <summary>The caption as JSON, or null.</summary>
    public string? Caption { get; init; }

    /// <summary>Who wrote the caption.</summary>
    public string? CaptionSource { get; init; }

    /// <summary>Licence of the source.</summary>
    public string? Licence { get; init; }

    /// <summary>Group of copies it belongs to.</summary>
    public string? CopyGroup { get; init; }

    /// <summary>Weight for drawing.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Measurements worth keeping beside the pixels, by column name in ordinal order.</summary>
    public IReadOnlyList<KeyValuePair<string, object>> Facts { get; init; } = [];

    /// <summary>Seconds of each frame since the clip's first.</summary>
    [JsonIgnore]
    public IReadOnlyList<double> Times => [.. Pts.Select(pts => (pts - Pts[0]) * TickSeconds)];

    /// <summary>SHA-256 of all that decides what is written of it under one policy; where its file lies does not.</summary>
    internal string Content() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with { Path = "" }, Json)));
}
