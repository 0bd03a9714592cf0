using System.Text;

namespace HunyuanVideo.Curation.Decoding;

/// <summary>Tells what a file is from its first bytes, whatever its name says. Source: spec curation §4 S0.</summary>
internal static class MediaContent
{
    /// <summary>Bytes that are looked at.</summary>
    public const int HeadBytes = 512;

    /// <summary>Answer for a format that opens other files or the network.</summary>
    public const string Refused = "refused";

    /// <summary>Answer for a picture that would not be shown as it is meant.</summary>
    public const string Misread = "misread";

    private const int TsPacket = 188;
    private const int BluRayPrefix = 4;
    private const byte TsSync = 0x47;

    // Texts that a demuxer would follow elsewhere.
    private static readonly string[] Scripts = ["#EXTM3U", "ffconcat", "[playlist]", "<?xml", "<MPD", "<smil", "<asx", "v=0", "RTSP", "[Reference]", "PLAYLIST"];

    private static readonly (string Kind, int Offset, byte[] Magic)[] Signatures =
    [
        ("mov", 4, "ftyp"u8.ToArray()), ("mov", 4, "moov"u8.ToArray()), ("mov", 4, "mdat"u8.ToArray()), ("mov", 4, "wide"u8.ToArray()),
        ("mov", 4, "free"u8.ToArray()), ("mov", 4, "skip"u8.ToArray()), ("mov", 4, "pnot"u8.ToArray()),
        ("matroska", 0, [0x1A, 0x45, 0xDF, 0xA3]),
        ("avi", 8, "AVI "u8.ToArray()), ("wav", 8, "WAVE"u8.ToArray()), ("webp", 8, "WEBP"u8.ToArray()),
        ("mpeg", 0, [0, 0, 1, 0xBA]), ("mpegvideo", 0, [0, 0, 1, 0xB3]),
        ("asf", 0, [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11]),
        ("flv", 0, "FLV"u8.ToArray()), ("ogg", 0, "OggS"u8.ToArray()), ("gif", 0, "GIF8"u8.ToArray()),
        ("png", 0, [0x89, 0x50, 0x4E, 0x47]), ("jpeg", 0, [0xFF, 0xD8, 0xFF]), ("bmp", 0, "BM"u8.ToArray()),
        ("tiff", 0, [0x49, 0x49, 0x2A, 0]), ("tiff", 0, [0x4D, 0x4D, 0, 0x2A]),
        ("flac", 0, "fLaC"u8.ToArray()), ("mp3", 0, "ID3"u8.ToArray()), ("aac", 0, [0xFF, 0xF1]), ("aac", 0, [0xFF, 0xF9]),
        ("mp3", 0, [0xFF, 0xFB]), ("mp3", 0, [0xFF, 0xF3]), ("mp3", 0, [0xFF, 0xF2]), ("mp3", 0, [0xFF, 0xFA]),
    ];

    // Usual endings of each kind; another ending is noted.
    private static readonly Dictionary<string, string[]> Endings = new(StringComparer.Ordinal)
    {
        ["mov"] = [".mp4", ".mov", ".m4v", ".m4a", ".3gp", ".3g2", ".qt", ".heic", ".heif", ".avif"],
        ["matroska"] = [".mkv", ".webm", ".mka"],
        ["avi"] = [".avi"],
        ["wav"] = [".wav"],
        ["webp"] = [".webp"],
        ["mpeg"] = [".mpg", ".mpeg", ".vob", ".m2p"],
        ["mpegvideo"] = [".mpg", ".mpeg", ".m1v", ".m2v"],
        ["mpegts"] = [".ts", ".m2ts", ".mts"],
        ["asf"] = [".asf", ".wmv", ".wma"],
        ["flv"] = [".flv"],
        ["ogg"] = [".ogg", ".ogv", ".oga", ".opus"],
        ["gif"] = [".gif"],
        ["png"] = [".png", ".apng"],
        ["jpeg"] = [".jpg", ".jpeg"],
        ["bmp"] = [".bmp"],
        ["tiff"] = [".tif", ".tiff"],
        ["flac"] = [".flac"],
        ["mp3"] = [".mp3"],
        ["aac"] = [".aac"],
    };

    /// <summary>The kind, <see cref="Refused"/>, <see cref="Misread"/>, or null for what is no medium.</summary>
    /// <param name="start">First bytes of the file: of a HEIF picture all that describe it, of others <see cref="HeadBytes"/> are enough.</param>
    public static string? KindOf(ReadOnlySpan<byte> start)
    {
        if (HeifPicture.IsMisread(start))
        {
            return Misread;
        }

        var head = start[..Math.Min(start.Length, HeadBytes)];
        foreach (var (kind, offset, magic) in Signatures)
        {
            if (head.Length >= offset + magic.Length && head.Slice(offset, magic.Length).SequenceEqual(magic))
            {
                return kind;
            }
        }

        return IsTransportStream(head, 0) || IsTransportStream(head, BluRayPrefix) ? "mpegts" : IsScript(head) ? Refused : null;
    }

    /// <summary>ffmpeg's reader for a file that holds a picture, or null for any other.</summary>
    public static string? PictureReaderOf(ReadOnlySpan<byte> head) => KindOf(head) switch
    {
        "png" => head.IndexOf("acTL"u8) >= 0 ? "apng" : "png_pipe",
        "jpeg" => "jpeg_pipe",
        "webp" => "webp_pipe",
        "bmp" => "bmp_pipe",
        "tiff" => "tiff_pipe",
        _ => null,
    };

    /// <summary>Whether the name ends as files of this kind do.</summary>
    public static bool IsUsualEnding(string kind, string path) =>
        Endings[kind].Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static bool IsTransportStream(ReadOnlySpan<byte> head, int prefix)
    {
        var second = prefix + TsPacket + prefix;
        return head.Length > second && head[prefix] == TsSync && head[second] == TsSync;
    }

    private static bool IsScript(ReadOnlySpan<byte> head)
    {
        var text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return Array.Exists(Scripts, script => text.StartsWith(script, StringComparison.OrdinalIgnoreCase));
    }
}
