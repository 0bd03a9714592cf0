using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace HunyuanVideo.Media;

/// <summary>Reads videos through ffmpeg. Files are other people's: sizes are checked before anything is allocated.</summary>
public static class FfmpegReader
{
    private const int MostPixels = 1 << 26;
    private const int MostProbeBytes = 1 << 22;

    /// <summary>Size, rate and comment of the first video stream.</summary>
    /// <exception cref="InputException">Missing, or no video that ffmpeg can read.</exception>
    public static async Task<VideoInfo> ProbeAsync(FfmpegTools tools, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tools);
        RequireFile(path);
        using var process = FfmpegProcess.Start(
            tools.Ffprobe, path,
            [
                "-hide_banner", "-loglevel", "error", "-protocol_whitelist", "file", "-select_streams", "v:0",
                "-show_entries", "stream=width,height,avg_frame_rate:format_tags=comment", "-of", "json", "file:" + path,
            ]);
        try
        {
            var json = await ReadAllAsync(process.Output, cancellationToken).ConfigureAwait(false);
            await process.FinishAsync(cancellationToken).ConfigureAwait(false);
            using var document = JsonDocument.Parse(json);
            return ReadInfo(document.RootElement, path);
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            throw new InputException($"{path}: is no video that ffmpeg can read ({fault.Message.TrimEnd('.')}).", fault);
        }
    }

    /// <summary>Every frame in order, as RGB bytes (height × width × 3); each array is the caller's.</summary>
    /// <exception cref="InputException">Missing, damaged or cut short inside a frame.</exception>
    public static async IAsyncEnumerable<byte[]> ReadFramesAsync(
        FfmpegTools tools, string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var info = await ProbeAsync(tools, path, cancellationToken).ConfigureAwait(false);
        using var process = FfmpegProcess.Start(
            tools.Ffmpeg, path,
            [
                "-hide_banner", "-loglevel", "error", "-nostdin", "-protocol_whitelist", "file,pipe", "-i", "file:" + path,
                "-map", "0:v:0", "-fps_mode", "passthrough", "-vf", "scale=flags=accurate_rnd+full_chroma_int+bitexact",
                "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1",
            ]);
        var frameBytes = info.Width * info.Height * 3;
        while (true)
        {
            var frame = new byte[frameBytes];
            var count = await process.Output.ReadAtLeastAsync(frame, frameBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            if (count < frameBytes)
            {
                await FinishAsync(process, count, cancellationToken).ConfigureAwait(false);
                yield break;
            }

            yield return frame;
        }
    }

    private static async Task FinishAsync(FfmpegProcess process, int leftover, CancellationToken cancellationToken)
    {
        try
        {
            await process.FinishAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException fault)
        {
            throw new InputException(fault.Message, fault);
        }

        if (leftover != 0)
        {
            throw new InputException($"{process.Subject}: ends inside a frame; the file is damaged.");
        }
    }

    private static void RequireFile(string path)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: no such file.");
        }
    }

    private static async Task<byte[]> ReadAllAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[1 << 14];
        int count;
        while ((count = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
        {
            buffer.Write(chunk, 0, count);
            if (buffer.Length > MostProbeBytes)
            {
                throw new IOException("its description is longer than 4 MiB");
            }
        }

        return buffer.ToArray();
    }

    private static VideoInfo ReadInfo(JsonElement root, string path)
    {
        if (!root.TryGetProperty("streams", out var streams) || streams.GetArrayLength() == 0
            || !streams[0].TryGetProperty("width", out var width) || !streams[0].TryGetProperty("height", out var height))
        {
            throw new InputException($"{path}: holds no video stream.");
        }

        var (columns, rows) = (width.GetInt32(), height.GetInt32());
        if (columns < 1 || rows < 1 || (long)columns * rows > MostPixels)
        {
            throw new InputException($"{path}: a frame of {columns}×{rows} pixels is beyond what is read (2^26 pixels).");
        }

        var comment = root.TryGetProperty("format", out var format) && format.TryGetProperty("tags", out var tags)
            && tags.TryGetProperty("comment", out var text) ? text.GetString() : null;
        return new VideoInfo(columns, rows, ReadRate(streams[0]), comment);
    }

    private static double ReadRate(JsonElement stream)
    {
        var parts = (stream.TryGetProperty("avg_frame_rate", out var rate) ? rate.GetString() ?? "" : "").Split('/');
        return parts.Length == 2
            && double.TryParse(parts[0], CultureInfo.InvariantCulture, out var frames)
            && double.TryParse(parts[1], CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? frames / seconds
            : 0;
    }
}
