using System.Collections.Immutable;
using System.Globalization;

namespace HunyuanVideo.Curation.Decoding;

/// <summary>
/// What every ffmpeg and ffprobe call on somebody's file is given: no network, no format that opens a second file, no
/// option hidden in a name. Source: spec curation §4.
/// </summary>
public static class DecoderSafety
{
    private const string Protocols = "file,pipe";

    private const string Formats =
        "mov,matroska,avi,mpeg,mpegvideo,mpegts,asf,flv,ogg,gif,apng,png_pipe,jpeg_pipe,webp_pipe,bmp_pipe,tiff_pipe,gif_pipe,wav,mp3,aac,flac";

    private const long MostBytesAtOnce = 1L << 30;      // of one allocation: a bomb ends there

    /// <summary>First arguments of ffprobe.</summary>
    public static ImmutableArray<string> ProbeArguments { get; } =
        ["-v", "error", "-max_alloc", Invariant(MostBytesAtOnce), "-protocol_whitelist", Protocols, "-format_whitelist", Formats];

    /// <summary>First arguments of ffmpeg, up to the input's own options.</summary>
    /// <param name="threads">Threads of the decoder.</param>
    /// <param name="logLevel">What it says on stderr.</param>
    public static ImmutableArray<string> DecodeArguments(int threads, string logLevel = "error") =>
    [
        "-nostdin", "-v", logLevel, "-max_alloc", Invariant(MostBytesAtOnce), "-protocol_whitelist", Protocols, "-format_whitelist", Formats,
        "-threads", Invariant(threads), "-filter_threads", "1", "-filter_complex_threads", "1",
    ];

    /// <summary>The input as a name that cannot be taken for anything else.</summary>
    public static string Name(string path) => "file:" + path;

    /// <summary>
    /// The input of a call. Of a picture the reader is named: left to itself ffmpeg goes by the name, takes <c>%05d.png</c> for
    /// a row of files and <c>a.jpg</c> for one of a row, and both are refused.
    /// </summary>
    /// <param name="path">The file; one that cannot be read is left to the call to complain of.</param>
    public static ImmutableArray<string> Input(string path) => PictureReaderOf(path) is { } reader ? ["-f", reader, "-i", Name(path)] : ["-i", Name(path)];

    /// <summary>Whether a file holds a picture, by its content.</summary>
    internal static bool IsPicture(string path) => PictureReaderOf(path) is not null;

    internal static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? PictureReaderOf(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            Span<byte> head = stackalloc byte[MediaContent.HeadBytes];
            return MediaContent.PictureReaderOf(head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)]);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
