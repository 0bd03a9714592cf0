using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Curation.Ingest;

/// <summary>What ffprobe's JSON says of a container and its picture and sound. Everything in it is the file's word.</summary>
internal sealed record StreamFacts
{
    private const int PicturesPerTurn = 4;
    private const int QuarterTurn = 90;

    public required string Container { get; init; }

    public required string Codec { get; init; }

    public required string PixFmt { get; init; }

    public required int StoredWidth { get; init; }

    public required int StoredHeight { get; init; }

    /// <summary>Degrees; anything the file says.</summary>
    public required int Rotation { get; init; }

    public required (int Num, int Den) Sar { get; init; }

    public required (int Num, int Den) TimeBase { get; init; }

    public required string Interlaced { get; init; }

    public required string Hdr { get; init; }

    public required sbyte BitDepth { get; init; }

    public required bool IsEncrypted { get; init; }

    /// <summary>Number among the video streams.</summary>
    public required int VideoStream { get; init; }

    public required AudioFacts? Audio { get; init; }

    public required double Duration { get; init; }

    public required long Bitrate { get; init; }

    public required JsonNode? Tags { get; init; }

    /// <summary>Packets of the pictures in the order of the file; null where none were asked for.</summary>
    public required IReadOnlyList<MediaPacket>? Packets { get; init; }

    /// <summary>Size as shown: turned, and the pixels made square by the width.</summary>
    public (int Width, int Height) Shown
    {
        get
        {
            var isLying = Rotation % (2 * QuarterTurn) != 0;
            var (width, height) = isLying ? (StoredHeight, StoredWidth) : (StoredWidth, StoredHeight);
            var aspect = isLying ? (double)Sar.Den / Sar.Num : (double)Sar.Num / Sar.Den;
            return (Sar.Num == Sar.Den ? width : Math.Max(2, (int)Math.Round(width * aspect / 2) * 2), height);
        }
    }

    /// <summary>Whether the turn is a right angle.</summary>
    public bool IsRightAngle => Rotation % QuarterTurn == 0;

    /// <summary>Reads the report; null when there is no moving or still picture but cover art.</summary>
    /// <exception cref="JsonException">It is no report.</exception>
    public static StreamFacts? Read(JsonElement root)
    {
        var streams = root.TryGetProperty("streams", out var list) ? list.EnumerateArray().ToImmutableArray() : [];
        var videos = streams.Where(stream => Text(stream, "codec_type") == "video").ToImmutableArray();
        var number = videos.ToList().FindIndex(stream => !IsCover(stream));
        if (number < 0)
        {
            return null;
        }

        var video = videos[number];
        var format = root.TryGetProperty("format", out var found) ? found : default;
        return new StreamFacts
        {
            Container = Text(format, "format_name"),
            Codec = Text(video, "codec_name"),
            PixFmt = Text(video, "pix_fmt"),
            StoredWidth = Whole(video, "width"),
            StoredHeight = Whole(video, "height"),
            Rotation = ReadRotation(video) is var turn and not 0 ? turn : FirstFrame(root) is { } frame ? ReadRotation(frame) : 0,
            Sar = Ratio(Text(video, "sample_aspect_ratio"), ':') is { Num: > 0, Den: > 0 } sar ? sar : (1, 1),
            TimeBase = Ratio(Text(video, "time_base"), '/') is { Num: > 0, Den: > 0 } unit ? unit : throw new JsonException("the stream has no time base"),
            Interlaced = Text(video, "field_order") switch { "tt" or "bt" => "tff", "bb" or "tb" => "bff", _ => "no" },
            Hdr = Text(video, "color_transfer") switch { "smpte2084" => "pq", "arib-std-b67" => "hlg", _ => "no" },
            BitDepth = Depth(video),
            IsEncrypted = Text(video, "codec_tag_string") is "encv" || Text(video, "codec_name") is "",
            VideoStream = number,
            Audio = streams.Where(stream => Text(stream, "codec_type") == "audio").Select(AudioFacts.Read).FirstOrDefault(),
            Duration = Number(format, "duration") is > 0 and var seconds ? seconds : Math.Max(0, Number(video, "duration")),
            Bitrate = (long)Math.Max(0, Number(format, "bit_rate")),
            Tags = format.ValueKind == JsonValueKind.Object && format.TryGetProperty("tags", out var tags) ? JsonNode.Parse(tags.GetRawText()) : null,
            Packets = root.TryGetProperty("packets", out var packets) ? ReadPackets(packets, Whole(video, "index")) : null,
        };
    }

    /// <summary>The tags as canonical JSON.</summary>
    public string TagsJson(int mostCharacters) => StageKeys.Canonical(Tags) is { } text && text.Length <= mostCharacters ? text : "{}";

    internal static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    internal static int Whole(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : 0;

    internal static double Number(JsonElement element, string name) =>
        double.TryParse(Text(element, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : 0;

    private static MediaPacket[] ReadPackets(JsonElement packets, int stream) =>
    [
        .. packets.EnumerateArray().Where(packet => Whole(packet, "stream_index") == stream).Select(packet => new MediaPacket(
            packet.TryGetProperty("pts", out var pts) && pts.TryGetInt64(out var time) ? time : null,
            (int)Math.Clamp(Number(packet, "size"), 0, int.MaxValue),
            Text(packet, "flags").Contains('K', StringComparison.Ordinal),
            Text(packet, "flags").Contains('D', StringComparison.Ordinal))),
    ];

    private static bool IsCover(JsonElement stream) =>
        stream.TryGetProperty("disposition", out var disposition) && (Whole(disposition, "attached_pic") != 0 || Whole(disposition, "timed_thumbnails") != 0);

    /// <summary>The first frame where frames were asked for.</summary>
    private static JsonElement? FirstFrame(JsonElement root) => root.TryGetProperty("frames", out var frames) && frames.GetArrayLength() > 0 ? frames[0] : null;

    private static int ReadRotation(JsonElement stream)
    {
        var sides = stream.TryGetProperty("side_data_list", out var list) ? list.EnumerateArray() : default;
        var rotation = sides.Where(side => side.TryGetProperty("rotation", out _)).Select(side => Whole(side, "rotation")).FirstOrDefault();
        var turn = PicturesPerTurn * QuarterTurn;
        var positive = ((rotation % turn) + turn) % turn;
        return positive > turn / 2 ? positive - turn : positive;
    }

    private static sbyte Depth(JsonElement stream)
    {
        const sbyte Usual = 8;
        if (sbyte.TryParse(Text(stream, "bits_per_raw_sample"), NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && bits > 0)
        {
            return bits;
        }

        ReadOnlySpan<sbyte> deep = [16, 14, 12, 10, 9];
        var format = Text(stream, "pix_fmt");
        foreach (var depth in deep)
        {
            if (format.Contains("p" + depth.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
            {
                return depth;
            }
        }

        return Usual;
    }

    private static (int Num, int Den) Ratio(string text, char separator)
    {
        var parts = text.Split(separator);
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var second) ? (first, second) : (0, 0);
    }
}
