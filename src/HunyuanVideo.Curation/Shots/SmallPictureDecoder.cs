using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Shots;

/// <summary>
/// Reads a film as small pictures with their time stamps from one ffmpeg process. Nothing is duplicated and nothing dropped:
/// the f-th frame here is frame f of the film. Source: spec curation §2 and §4.
/// </summary>
internal sealed class SmallPictureDecoder(FfmpegTools tools, DecodeRequest request)
{
    private const int MostPixels = 1 << 18;

    private readonly Channel<DecodedFrame> _lines = Channel.CreateUnbounded<DecodedFrame>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    /// <summary>Seconds per unit of time stamp, known from the first frame on.</summary>
    public (int Numerator, int Denominator) TimeBase { get; private set; }

    /// <summary>Whether the decoder gave up after it had delivered frames.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>Frames in order of presentation; leaving the loop early ends the process.</summary>
    /// <exception cref="InputException">No frame could be decoded, or the time was up.</exception>
    public async IAsyncEnumerable<DecodedFrame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(request.TimeLimit);
        using var process = FfmpegProcess.Start(tools.Ffmpeg, request.Path, Arguments(), TakeLine);
        var count = 0;
        while (await NextAsync(process, limit.Token, cancellationToken).ConfigureAwait(false) is { } frame)
        {
            count++;
            yield return frame;
        }

        await FinishAsync(process, count, cancellationToken).ConfigureAwait(false);
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
            _lines.Writer.Complete();
        }
        else if (ShowInfoLine.TimeBase(line) is { } timeBase)
        {
            TimeBase = timeBase;
        }
        else if (ShowInfoLine.Frame(line) is { } frame)
        {
            _lines.Writer.TryWrite(frame);
        }
    }

    /// <summary>The next frame, or null at the end. The filter speaks before the pixels leave, so the line tells their size.</summary>
    private async Task<DecodedFrame?> NextAsync(FfmpegProcess process, CancellationToken limit, CancellationToken cancellationToken)
    {
        try
        {
            if (!await _lines.Reader.WaitToReadAsync(limit).ConfigureAwait(false) || !_lines.Reader.TryRead(out var frame))
            {
                return null;
            }

            if ((long)frame.Width * frame.Height is < 1 or > MostPixels)
            {
                throw new InputException($"{request.Path}: a picture of {frame.Width}×{frame.Height} after scaling is beyond what is read; leave the file out.");
            }

            var pixels = new byte[frame.Width * frame.Height * request.BytesPerPixel];
            var got = await process.Output.ReadAtLeastAsync(pixels, pixels.Length, throwOnEndOfStream: false, limit).ConfigureAwait(false);
            return got == pixels.Length ? frame with { Pixels = pixels } : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InputException(string.Create(
                CultureInfo.InvariantCulture, $"{request.Path}: decoding took longer than {request.TimeLimit.TotalSeconds:0} s; leave the file out or encode it anew."));
        }
    }

    private async Task FinishAsync(FfmpegProcess process, int frames, CancellationToken cancellationToken)
    {
        try
        {
            await process.FinishAsync(cancellationToken).ConfigureAwait(false);
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
