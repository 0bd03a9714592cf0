using System.Collections.Concurrent;
using System.Globalization;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Shots;

/// <summary>
/// Reads a film as small pictures with their time stamps from one ffmpeg process. Nothing is duplicated and nothing dropped:
/// the f-th frame here is frame f of the film. Source: spec curation §2 and §4.
/// </summary>
internal sealed class SmallPictureDecoder(FfmpegTools tools, DecodeRequest request)
{
    private const int MostPixels = 1 << 18;
    private const int BufferBytes = 1 << 16;

    private readonly BlockingCollection<DecodedFrame> _lines = [];

    /// <summary>Seconds per unit of time stamp, known from the first frame on.</summary>
    public (int Numerator, int Denominator) TimeBase { get; private set; }

    /// <summary>Whether the decoder gave up after it had delivered frames.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>Frames in order of presentation; leaving the loop early ends the process. Blocks its thread: pictures come faster than waiting asynchronously for each would cost.</summary>
    /// <exception cref="InputException">No frame could be decoded, or the time was up.</exception>
    public IEnumerable<DecodedFrame> Read(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(request.TimeLimit);
        using var process = FfmpegProcess.Start(tools.Ffmpeg, request.Path, Arguments(), TakeLine);
        using var atLimit = limit.Token.Register(process.Stop);
        using var whenCancelled = cancellationToken.Register(process.Stop);
        using var pixels = new BufferedStream(process.Output, BufferBytes);
        var count = 0;
        while (Next(pixels) is { } frame)
        {
            count++;
            yield return frame;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (limit.IsCancellationRequested)
        {
            throw new InputException(string.Create(
                CultureInfo.InvariantCulture, $"{request.Path}: decoding took longer than {request.TimeLimit.TotalSeconds:0} s; leave the file out or encode it anew."));
        }

        Finish(process, count);
    }

    private List<string> Arguments()
    {
        List<string> arguments =
        [
            "-nostdin", "-hide_banner", "-nostats", "-v", "info", .. MediaFormats.Arguments, "-threads", request.Threads.ToString(CultureInfo.InvariantCulture),
        ];
        if (request.SkipsLoopFilter)
        {
            arguments.AddRange(["-skip_loop_filter", "all"]);
        }

        if (request.SkipsUnreferenced)
        {
            arguments.AddRange(["-skip_frame", "noref"]);
        }

        if (request.SeekSeconds is { } seconds)
        {
            arguments.AddRange(["-seek_timestamp", "1", "-noaccurate_seek", "-ss", seconds.ToString("0.######", CultureInfo.InvariantCulture)]);
        }

        arguments.AddRange(
        [
            "-i", "file:" + request.Path, "-map", "0:V:0", "-copyts", "-filter_threads", "1", "-vf", request.Filter + ",showinfo=checksum=0",
            "-fps_mode", "passthrough", "-f", "rawvideo", "pipe:1",
        ]);
        return arguments;
    }

    private void TakeLine(string line)
    {
        if (line.Length == 0)
        {
            _lines.CompleteAdding();
        }
        else if (ShowInfoLine.TimeBase(line) is { } timeBase)
        {
            TimeBase = timeBase;
        }
        else if (ShowInfoLine.Frame(line) is { } frame)
        {
            _lines.Add(frame);
        }
    }

    /// <summary>The next frame, or null at the end. The filter speaks before the pixels leave, so the line tells their size.</summary>
    private DecodedFrame? Next(Stream pixels)
    {
        if (!_lines.TryTake(out var frame, Timeout.Infinite))
        {
            return null;
        }

        if ((long)frame.Width * frame.Height is < 1 or > MostPixels)
        {
            throw new InputException($"{request.Path}: a picture of {frame.Width}×{frame.Height} after scaling is beyond what is read; leave the file out.");
        }

        var bytes = new byte[frame.Width * frame.Height * request.BytesPerPixel];
        return pixels.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length ? frame with { Pixels = bytes } : null;
    }

    private void Finish(FfmpegProcess process, int frames)
    {
        try
        {
            process.FinishAsync(CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (IOException) when (frames > 0)
        {
            IsPartial = true;
        }
        catch (IOException fault)
        {
            throw new InputException(fault.Message.Contains("matches no streams", StringComparison.Ordinal) || fault.Message.Contains("trailing '?'", StringComparison.Ordinal)
                ? $"{request.Path}: holds no video stream; leave the file out."
                : $"{request.Path}: is no video that ffmpeg can read ({fault.Message.TrimEnd('.')}); leave the file out or encode it anew.", fault);
        }

        if (frames == 0 && request.SeekSeconds is null)
        {
            throw new InputException($"{request.Path}: no frame of it can be decoded; leave the file out or encode it anew.");
        }
    }
}
