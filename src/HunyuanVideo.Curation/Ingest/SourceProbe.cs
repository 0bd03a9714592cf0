using System.Text.Json;
using HunyuanVideo.Curation.Decoding;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Ingest;

/// <summary>
/// S1: what a source is and when each of its frames is shown. Frames are counted by decoding, never from a header.
/// Source: spec curation §2, §4 S1.
/// </summary>
/// <param name="tools">The executables.</param>
/// <param name="options">Bounds.</param>
/// <param name="clock">Measures the limits.</param>
public sealed class SourceProbe(FfmpegTools tools, ProbeOptions options, TimeProvider clock)
{
    /// <summary>Name of the stage.</summary>
    public const string Stage = "probe";

    /// <summary>Version of the rules.</summary>
    public const int Version = 2;

    private const int MostReportBytes = 1 << 24;

    // How .NET reports a child that died of a signal: 128 + its number.
    private const int Abort = 134;
    private const int OutOfMemoryKill = 137;
    private const int SegmentFault = 139;

    /// <summary>Probes one file.</summary>
    /// <param name="sourceId">The source it is.</param>
    /// <param name="path">Where it lies.</param>
    /// <param name="threads">Threads of the decoder.</param>
    /// <param name="film">Is given every frame where a source is short enough to be decoded whole by all means, and left alone where it is not; or null.</param>
    /// <param name="cancellationToken">Stops the decoder.</param>
    /// <exception cref="QuarantineException">No picture, unreadable, too large, turned oddly or encrypted.</exception>
    /// <exception cref="TimeoutException">It takes longer than a file of its length may.</exception>
    internal async Task<SourceProbeResult> ProbeAsync(string sourceId, string path, int threads, ISourceFilm? film, CancellationToken cancellationToken)
    {
        var facts = await ReadStreamsAsync(path, cancellationToken).ConfigureAwait(false);
        Check(facts, path);
        var packets = facts.Packets ?? await ReadPacketsAsync(path, facts, cancellationToken).ConfigureAwait(false);
        var (decoded, isPartial) = await DecodeAsync(sourceId, path, facts, packets, threads, film, cancellationToken).ConfigureAwait(false);
        if (decoded.Count == 0)
        {
            throw new QuarantineException("unreadable", $"{path}: not one frame of it decodes.", [.. Command(path)]);
        }

        var table = FrameTable.Of(decoded, packets);
        return new SourceProbeResult(Probe(sourceId, path, facts, table, isPartial), Times(sourceId, facts, table), table.IsRepaired);
    }

    private static string[] Command(string path) => ["ffprobe", "-hide_banner", "-show_streams", .. DecoderSafety.Input(path)];

    private static FrameTimeRow Times(string sourceId, StreamFacts facts, FrameTable table) => new()
    {
        SourceId = sourceId,
        Pts = table.Pts,
        TimeBaseNum = facts.TimeBase.Num,
        TimeBaseDen = facts.TimeBase.Den,
        Keyframe = table.Keyframes,
        PacketBytes = table.Bytes,
    };

    private ProbeRow Probe(string sourceId, string path, StreamFacts facts, FrameTable table, bool isPartial)
    {
        var unit = (double)facts.TimeBase.Num / facts.TimeBase.Den;
        var span = (table.Pts[^1] - table.Pts[0]) * unit;
        var duration = span + (table.MedianInterval * unit);
        return new ProbeRow
        {
            SourceId = sourceId,
            Container = facts.Container,
            VideoCodec = facts.Codec,
            PixFmt = facts.PixFmt,
            Width = facts.Shown.Width,
            Height = facts.Shown.Height,
            Rotation = (short)facts.Rotation,
            SarNum = facts.Sar.Num,
            SarDen = facts.Sar.Den,
            Frames = table.Pts.Length,
            Fps = span > 0 ? (table.Pts.Length - 1) / span : null,
            Vfr = table.IsVariable(options.VfrTolerance, options.VfrShare),
            DurationS = duration,
            Interlaced = facts.Interlaced,
            Hdr = facts.Hdr,
            BitDepth = facts.BitDepth,
            HasAudio = facts.Audio is not null,
            AudioCodec = facts.Audio?.Codec,
            AudioRate = facts.Audio?.Rate,
            AudioChannels = facts.Audio?.Channels,
            Bitrate = facts.Bitrate > 0 || duration <= 0 ? facts.Bitrate : (long)(new FileInfo(path).Length * 8 / duration),
            Partial = isPartial,
            VideoStream = facts.VideoStream,
            TagsJson = facts.TagsJson(options.MostTagCharacters),
        };
    }

    private void Check(StreamFacts facts, string path)
    {
        var (width, height) = (facts.StoredWidth, facts.StoredHeight);
        (string Code, string Sentence)? fault =
            width < 1 || height < 1 ? ("undecodable", $"{path}: its picture has no size that ffmpeg can read, as in an animated WebP; convert it to a film.")
            : width > options.MostSide || height > options.MostSide || (long)width * height > options.MostPixels
                ? ("too_large", FormattableString.Invariant($"{path}: pictures of {width}×{height}; at most {options.MostSide} a side and {options.MostPixels} pixels are read."))
            : !facts.IsRightAngle ? ("odd_rotation", FormattableString.Invariant($"{path}: turned by {facts.Rotation} degrees; only right angles are known."))
            : facts.IsEncrypted ? ("encrypted", $"{path}: its pictures are encrypted or of an unknown codec.")
            : null;
        if (fault is { } found)
        {
            throw new QuarantineException(found.Code, found.Sentence, [.. Command(path)]);
        }
    }

    // A call costs more than what it finds: of a small film the packets are asked for at once. Damage among them must not pass for a fault of the head.
    private async Task<StreamFacts> ReadStreamsAsync(string path, CancellationToken cancellationToken)
    {
        var isPicture = DecoderSafety.IsPicture(path);
        if (!isPicture && new FileInfo(path).Length <= options.MostListedBytes)
        {
            using var all = StartReport(path, ["-show_packets", "-show_entries", "packet=stream_index,pts,size,flags"], cancellationToken);
            var (report, exitCode, _) = await ReadReportAsync(all).ConfigureAwait(false);
            if (exitCode == 0 && TryRead(report) is { } facts)
            {
                return facts;
            }
        }

        using var run = StartReport(path, isPicture ? ["-show_frames", "-read_intervals", "%+#1"] : [], cancellationToken);     // how a photo was held stands in the picture
        var (json, code, words) = await ReadReportAsync(run).ConfigureAwait(false);
        try
        {
            using var document = code == 0 ? JsonDocument.Parse(json) : throw new JsonException(LogLine.LastWords(words, path));
            return StreamFacts.Read(document.RootElement)
                ?? throw new QuarantineException("no_video_stream", $"{path}: holds no stream of pictures.", run.Command, words);
        }
        catch (JsonException fault)
        {
            throw new QuarantineException("unreadable", $"{path}: cannot be opened ({fault.Message}).", run.Command, words);
        }
    }

    private static StreamFacts? TryRead(byte[] report)
    {
        try
        {
            using var document = JsonDocument.Parse(report);
            return StreamFacts.Read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;      // asked again without the packets it tells what is wrong
        }
    }

    private DecoderRun StartReport(string path, string[] more, CancellationToken cancellationToken) => DecoderRun.Start(
        tools.Ffprobe, path, [.. DecoderSafety.ProbeArguments, "-show_streams", "-show_format", .. more, "-of", "json", .. DecoderSafety.Input(path)],
        options.LimitSeconds, clock, cancellationToken);

    private static async Task<(byte[] Report, int ExitCode, string Words)> ReadReportAsync(DecoderRun run)
    {
        var report = await run.ReadAsync(ReadBoundedAsync).ConfigureAwait(false);
        var (exitCode, words) = await run.WaitAsync().ConfigureAwait(false);
        return (report, exitCode, words);
    }

    private async Task<IReadOnlyList<MediaPacket>> ReadPacketsAsync(string path, StreamFacts facts, CancellationToken cancellationToken)
    {
        using var run = DecoderRun.Start(
            tools.Ffprobe, path,
            [
                .. DecoderSafety.ProbeArguments, "-select_streams", "v:" + DecoderSafety.Invariant(facts.VideoStream),
                "-show_entries", "packet=pts,size,flags", "-of", "compact", .. DecoderSafety.Input(path),
            ],
            Limit(facts), clock, cancellationToken);
        try
        {
            return (await run.ReadAsync((stream, token) => PacketReader.ReadAsync(stream, options.MostFrames, token)).ConfigureAwait(false)).Packets;
        }
        catch (InvalidDataException fault)
        {
            throw new QuarantineException("too_large", $"{path}: {fault.Message}.", run.Command);
        }
    }

    // Long sources: both ends tell most faults at a hundredth of the cost; where they do, all is decoded.
    private async Task<(List<long> Decoded, bool IsPartial)> DecodeAsync(
        string sourceId, string path, StreamFacts facts, IReadOnlyList<MediaPacket> packets, int threads, ISourceFilm? film, CancellationToken cancellationToken)
    {
        var expected = packets.Where(packet => !packet.IsHidden && packet.Pts is not null).Select(packet => packet.Pts!.Value).Distinct().Order().ToList();
        var unit = (double)facts.TimeBase.Num / facts.TimeBase.Den;
        var span = expected.Count > 1 ? (expected[^1] - expected[0]) * unit : 0;
        var all = new DecodeRequest
        {
            Path = path,
            VideoStream = facts.VideoStream,
            Filter = Thumbnail.Filter,
            BytesPerPixel = Thumbnail.PlaneCount,
            Threads = threads,
            TimeLimit = TimeSpan.FromSeconds(Limit(facts)),
        };
        var isShort = span <= options.DecodeAllSeconds;
        if (!isShort && facts.Interlaced == "no")
        {
            var begin = await RunDecoderAsync(all with { MostSeconds = options.EndSeconds }, null, cancellationToken).ConfigureAwait(false);
            var end = await RunDecoderAsync(all with { SeekSeconds = (expected[^1] * unit) - options.EndSeconds }, null, cancellationToken).ConfigureAwait(false);
            if (!begin.HasErrors && !end.HasErrors && begin.Frames.Count > 0 && end.Frames.Count > 0
                && begin.Frames[0] == expected[0] && end.Frames[^1] == expected[^1])
            {
                return (expected, false);
            }
        }

        var reader = isShort && expected.Count > 0 ? film : null;
        var request = reader?.Begin(Probe(sourceId, path, facts, FrameTable.Of(expected, packets), isPartial: false), all) ?? all;
        var (frames, hasErrors) = await RunDecoderAsync(request, reader, cancellationToken).ConfigureAwait(false);
        var endsEarly = frames.Count > 0 && expected.Count > 1 && (expected[^1] - frames[^1]) * unit > 2 * span / (expected.Count - 1);
        return (frames, hasErrors || endsEarly);
    }

    private async Task<(List<long> Frames, bool HasErrors)> RunDecoderAsync(DecodeRequest request, ISourceFilm? film, CancellationToken cancellationToken)
    {
        var decoder = new SmallPictureDecoder(tools, request);
        var frames = new List<long>();
        try
        {
            await Task.Run(() => Read(decoder, frames, film, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (InputException) when (decoder.IsLate)
        {
            throw new TimeoutException(FormattableString.Invariant($"{request.Path}: ffmpeg took longer than {request.TimeLimit.TotalSeconds:0} s."));
        }
        catch (InputException) when (frames.Count == 0)
        {
            // Not one frame is an answer: what it means is decided by who asked.
        }

        if (film?.Again(decoder) is { } again)
        {
            return await RunDecoderAsync(again, film, cancellationToken).ConfigureAwait(false);
        }

        return IsSignal(decoder.ExitCode)
            ? throw new DecoderCrashException($"{request.Path}: the decoder died ({LogLine.LastWords(decoder.Words, request.Path)}).", decoder.Command, decoder.Words)
            : (frames, decoder.HasErrors || decoder.ExitCode != 0);
    }

    private void Read(SmallPictureDecoder decoder, List<long> frames, ISourceFilm? film, CancellationToken cancellationToken)
    {
        foreach (var frame in decoder.Read(cancellationToken))
        {
            if (frames.Count == options.MostFrames)
            {
                throw new QuarantineException("too_large", FormattableString.Invariant($"{decoder.Path}: more than {options.MostFrames} frames."), decoder.Command);
            }

            frames.Add(frame.Pts);
            film?.Add(frame);
        }

        film?.Finish(decoder);
    }

    private double Limit(StreamFacts facts) => options.LimitSeconds + (options.LimitSecondsPerSecond * facts.Duration);

    private static bool IsSignal(int exitCode) => exitCode is SegmentFault or Abort or OutOfMemoryKill;

    private static async Task<byte[]> ReadBoundedAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var block = new byte[1 << 14];
        int count;
        while ((count = await stream.ReadAsync(block, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (kept.Length + count <= MostReportBytes)     // beyond it the JSON breaks off and is refused
            {
                kept.Write(block, 0, count);
            }
        }

        return kept.ToArray();
    }
}
