using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Decoding;

/// <summary>
/// Reads a film as small pictures with their time stamps from one ffmpeg process. Nothing is duplicated and nothing dropped:
/// the f-th frame here is frame f of the film. Source: spec curation §2 and §4.
/// </summary>
internal sealed class SmallPictureDecoder(FfmpegTools tools, DecodeRequest request)
{
    private const int MostPixels = 1 << 19;
    private const int BufferBytes = 1 << 16;

    private static readonly string[] RawOutput = ["-fps_mode", "passthrough", "-enc_time_base", "-1", "-f", "rawvideo"];

    private readonly BlockingCollection<DecodedFrame> _lines = [];
    private readonly string _name = OneLine.Text(request.Path);
    private bool _hasPicture;

    /// <summary>The film.</summary>
    public string Path => request.Path;

    /// <summary>Seconds per unit of time stamp, known from the first frame on.</summary>
    public (int Numerator, int Denominator) TimeBase { get; private set; }

    /// <summary>Whether pictures changed size or format on the way, so that filters began anew.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>Whether it was ended because more frames came than may be kept.</summary>
    public bool HasTooMany { get; private set; }

    /// <summary>Whether the decoder complained of the film, and not only of beginning in its midst.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Whether the time was up.</summary>
    public bool IsLate { get; private set; }

    /// <summary>How the decoder ended, known after the last frame.</summary>
    public int ExitCode { get; private set; }

    /// <summary>The decoder's last words, known after the last frame.</summary>
    public string Words { get; private set; } = "";

    /// <summary>Program and arguments, for a person to repeat.</summary>
    public ImmutableArray<string> Command { get; } = [tools.Ffmpeg, .. Arguments(request)];

    /// <summary>Frames in order of presentation; leaving the loop early ends the process. Blocks its thread: pictures come faster than waiting asynchronously for each would cost.</summary>
    /// <exception cref="InputException">No frame could be decoded, or the time was up.</exception>
    public IEnumerable<DecodedFrame> Read(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(request.TimeLimit);
        using var process = FfmpegProcess.Start(tools.Ffmpeg, request.Path, Command.Skip(1), TakeLine);
        using var atLimit = limit.Token.Register(process.Stop);
        using var whenCancelled = cancellationToken.Register(process.Stop);
        using var pixels = new BufferedStream(process.Output, BufferBytes);
        var count = 0;
        while (Next(pixels) is { } frame)
        {
            count++;
            if (count > request.Kept?.MostFrames)
            {
                HasTooMany = true;
                yield break;
            }

            yield return frame;
        }

        cancellationToken.ThrowIfCancellationRequested();
        IsLate = limit.IsCancellationRequested;
        if (IsLate)
        {
            throw new InputException(string.Create(
                CultureInfo.InvariantCulture, $"{_name}: decoding took longer than {request.TimeLimit.TotalSeconds:0} s; leave the file out or encode it anew."));
        }

        Finish(process, count);
    }

    private static List<string> Arguments(DecodeRequest request)
    {
        List<string> arguments = ["-hide_banner", "-nostats", .. DecoderSafety.DecodeArguments(request.Threads, "level+info")];
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

        var stream = request.VideoStream is { } number ? "0:v:" + DecoderSafety.Invariant(number) : "0:V:0";
        var small = request.Filter + ",showinfo=checksum=0";
        string[] end = request.MostSeconds is { } most ? ["-t", most.ToString("0.######", CultureInfo.InvariantCulture)] : [];
        arguments.AddRange([.. DecoderSafety.Input(request.Path), "-copyts"]);
        arguments.AddRange(request.Kept is { } kept
            ?
            [
                "-filter_complex", $"[{stream}]split=2[all][some];[all]{kept.ViewFilter},split=2[view][large];[large]{small}[small];[some]{kept.PlaneFilter}[planes]",
                "-map", "[small]", .. RawOutput, "pipe:1",
                "-map", "[view]", .. RawOutput, "-y", DecoderSafety.Name(kept.ViewPath),
                "-map", "[planes]", .. RawOutput, "-y", DecoderSafety.Name(kept.PlanePath),
            ]
            : ["-map", stream, .. end, "-vf", small, .. RawOutput, "pipe:1"]);
        return arguments;
    }

    private void TakeLine(string line)
    {
        if (line.Length == 0)
        {
            _lines.CompleteAdding();
        }
        else if (LogLine.IsError(line))
        {
            HasErrors |= _hasPicture || request.SeekSeconds is null || !LogLine.IsOfOpenGroup(line);
        }
        else if (ShowInfoLine.TimeBase(line) is { } timeBase)
        {
            HasChanged |= TimeBase != default;
            TimeBase = timeBase;
        }
        else if (ShowInfoLine.Frame(line) is { } frame)
        {
            _hasPicture = true;
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
            throw new InputException($"{_name}: a picture of {frame.Width}×{frame.Height} after scaling is beyond what is read; leave the file out.");
        }

        var bytes = new byte[frame.Width * frame.Height * request.BytesPerPixel];
        return pixels.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length ? frame with { Pixels = bytes } : null;
    }

    private void Finish(FfmpegProcess process, int frames)
    {
        (ExitCode, Words) = process.WaitAsync(CancellationToken.None).GetAwaiter().GetResult();
        if (frames > 0)
        {
            return;
        }

        if (ExitCode != 0)
        {
            throw new InputException(Words.Contains("matches no streams", StringComparison.Ordinal) || Words.Contains("trailing '?'", StringComparison.Ordinal)
                ? $"{_name}: holds no video stream; leave the file out."
                : $"{_name}: is no video that ffmpeg can read ({LogLine.LastWords(Words, request.Path)}); leave the file out or encode it anew.");
        }

        if (request.SeekSeconds is null)
        {
            throw new InputException($"{_name}: no frame of it can be decoded; leave the file out or encode it anew.");
        }
    }
}
