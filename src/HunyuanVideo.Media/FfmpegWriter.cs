using System.Globalization;

namespace HunyuanVideo.Media;

/// <summary>
/// Streams RGB frames into an H.264 mp4 (yuv420p, BT.709, exact frame rate). The file is written beside its final
/// path and renamed when whole; the same frames and comment give the same bytes.
/// </summary>
public sealed class FfmpegWriter : IDisposable
{
    private readonly FfmpegProcess _process;
    private readonly VideoFormat _format;
    private readonly string _path;
    private readonly bool _overwrite;
    private bool _isFinished;
    private bool _isComplete;

    private FfmpegWriter(FfmpegProcess process, VideoFormat format, string path, bool overwrite) =>
        (_process, _format, _path, _overwrite) = (process, format, path, overwrite);

    /// <summary>Starts the encoder.</summary>
    /// <param name="tools">The executables.</param>
    /// <param name="path">Final path of the mp4.</param>
    /// <param name="format">Size and rate; sides must be even.</param>
    /// <param name="comment">Text for the file's <c>comment</c> tag.</param>
    /// <param name="overwrite">Whether an existing file may be replaced at the end.</param>
    /// <exception cref="InputException">An odd side: yuv420p halves both.</exception>
    public static FfmpegWriter Start(FfmpegTools tools, string path, VideoFormat format, string comment, bool overwrite)
    {
        ArgumentNullException.ThrowIfNull(tools);
        ArgumentNullException.ThrowIfNull(format);
        if (format.Width % 2 != 0 || format.Height % 2 != 0)
        {
            throw new InputException($"{path}: {format.Width}×{format.Height} is odd, and H.264 in yuv420p needs even sides; choose other sizes.");
        }

        if (File.Exists(Beside(path)))
        {
            File.Delete(Beside(path));   // the encoder of a killed program may still write to what it left: it keeps that file, without a name
        }

        var process = FfmpegProcess.Start(tools.Ffmpeg, path, Arguments(Beside(path), format, comment));
        return new FfmpegWriter(process, format, path, overwrite);
    }

    /// <summary>Adds the next frame.</summary>
    /// <param name="rgb">height × width × 3 bytes, rows from the top.</param>
    /// <param name="cancellationToken">Ends the wait for the encoder.</param>
    /// <exception cref="IOException">The encoder failed; the message holds its last words.</exception>
    public async Task WriteAsync(ReadOnlyMemory<byte> rgb, CancellationToken cancellationToken = default)
    {
        if (rgb.Length != _format.FrameBytes)
        {
            throw new ArgumentException($"a frame of {rgb.Length} bytes, expected {_format.FrameBytes}.", nameof(rgb));
        }

        try
        {
            await _process.Input.WriteAsync(rgb, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            throw await _process.FaultAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Ends the stream and flushes the file to disk, still beside its final path.</summary>
    /// <exception cref="IOException">The encoder failed.</exception>
    public async Task FinishAsync(CancellationToken cancellationToken = default)
    {
        await _process.FinishAsync(cancellationToken).ConfigureAwait(false);
        using (var file = new FileStream(Beside(_path), FileMode.Open, FileAccess.ReadWrite))
        {
            file.Flush(flushToDisk: true);
        }

        _isFinished = true;
    }

    /// <summary>Finishes the file where that was not done, and gives it its final name.</summary>
    /// <exception cref="IOException">The encoder failed, or the final path exists and may not be replaced.</exception>
    public async Task CompleteAsync(CancellationToken cancellationToken = default)
    {
        if (!_isFinished)
        {
            await FinishAsync(cancellationToken).ConfigureAwait(false);
        }

        File.Move(Beside(_path), _path, _overwrite);
        _isComplete = true;
    }

    /// <summary>Stops the encoder; without <see cref="CompleteAsync"/> nothing is left behind.</summary>
    public void Dispose()
    {
        _process.Dispose();
        if (!_isComplete && File.Exists(Beside(_path)))
        {
            File.Delete(Beside(_path));
        }
    }

    private static string Beside(string path) => path + ".part";

    private static string[] Arguments(string path, VideoFormat format, string comment) =>
    [
        "-hide_banner", "-loglevel", "error", "-nostdin", "-y",
        "-f", "rawvideo", "-pix_fmt", "rgb24",
        "-video_size", string.Create(CultureInfo.InvariantCulture, $"{format.Width}x{format.Height}"),
        "-framerate", format.FramesPerSecond.ToString(CultureInfo.InvariantCulture),
        "-i", "pipe:0",
        "-vf", "scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int+bitexact,format=yuv420p",
        "-c:v", "libx264", "-preset", "medium", "-crf", "14",
        "-threads", "1",   // x264 writes its thread count into the stream: one thread, the same bytes everywhere
        "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
        "-map_metadata", "-1", "-metadata", "comment=" + comment,
        "-fflags", "+bitexact", "-flags:v", "+bitexact",
        "-movflags", "+faststart", "-f", "mp4", "file:" + path,
    ];
}
