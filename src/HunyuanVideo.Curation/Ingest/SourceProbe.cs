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
    public const int Version = 1;

    private const int MostReportBytes = 1 << 24;

    // How .NET reports a child that died of a signal: 128 + its number.
    private const int Abort = 134;
    private const int OutOfMemoryKill = 137;
    private const int SegmentFault = 139;

    /// <summary>Probes one file.</summary>
    /// <param name="sourceId">The source it is.</param>
    /// <param name="path">Where it lies.</param>
    /// <param name="threads">Threads of the decoder.</param>
    /// <param name="cancellationToken">Stops the decoder.</param>
    /// <exception cref="QuarantineException">No picture, unreadable, too large, turned oddly or encrypted.</exception>
    /// <exception cref="TimeoutException">It takes longer than a file of its length may.</exception>
    public async Task<SourceProbeResult> ProbeAsync(string sourceId, string path, int threads, CancellationToken cancellationToken)
    {
        var facts = await ReadStreamsAsync(path, cancellationToken).ConfigureAwait(false);
        Check(facts, path);
        var packets = await ReadPacketsAsync(path, facts, cancellationToken).ConfigureAwait(false);
        var (decoded, isPartial) = await DecodeAsync(path, facts, packets, threads, cancellationToken).ConfigureAwait(false);
        if (decoded.Count == 0)
        {
            throw new QuarantineException("unreadable", $"{path}: not one frame of it decodes.", [.. Command(path)]);
        }

        var table = FrameTable.Of(decoded, packets);
        return new SourceProbeResult(Probe(sourceId, path, facts, table, isPartial), Times(sourceId, facts, table), table.IsRepaired);
    }

    private static string[] Command(string path) => ["ffprobe", "-hide_banner", "-show_streams", DecoderSafety.Name(path)];

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
            width > options.MostSide || height > options.MostSide || (long)width * height > options.MostPixels
                ? ("too_large", FormattableString.Invariant($"{path}: pictures of {width}×{height}; at most {options.MostSide} a side and {options.MostPixels} pixels are read."))
            : !facts.IsRightAngle ? ("odd_rotation", FormattableString.Invariant($"{path}: turned by {facts.Rotation} degrees; only right angles are known."))
            : facts.IsEncrypted ? ("encrypted", $"{path}: its pictures are encrypted or of an unknown codec.")
            : null;
        if (fault is { } found)
        {
            throw new QuarantineException(found.Code, found.Sentence, [.. Command(path)]);
        }
    }

    private async Task<StreamFacts> ReadStreamsAsync(string path, CancellationToken cancellationToken)
    {
        using var run = DecoderRun.Start(
            tools.Ffprobe, path,
            [.. DecoderSafety.ProbeArguments, "-show_streams", "-show_format", "-of", "json", DecoderSafety.Name(path)],
            options.LimitSeconds, clock, cancellationToken);
        var json = await run.ReadAsync((stream, token) => ReadBoundedAsync(stream, token)).ConfigureAwait(false);
        var (exitCode, words) = await run.WaitAsync().ConfigureAwait(false);
        try
        {
            using var document = exitCode == 0 ? JsonDocument.Parse(json) : throw new JsonException(LastLine(words));
            return StreamFacts.Read(document.RootElement)
                ?? throw new QuarantineException("no_video_stream", $"{path}: holds no picture.", run.Command, words);
        }
        catch (JsonException fault)
        {
            throw new QuarantineException("unreadable", $"{path}: cannot be opened ({fault.Message}).", run.Command, words);
        }
    }

    private async Task<List<MediaPacket>> ReadPacketsAsync(string path, StreamFacts facts, CancellationToken cancellationToken)
    {
        using var run = DecoderRun.Start(
            tools.Ffprobe, path,
            [
                .. DecoderSafety.ProbeArguments, "-select_streams", "v:" + DecoderSafety.Invariant(facts.VideoStream),
                "-show_entries", "packet=pts,size,flags", "-of", "compact", DecoderSafety.Name(path),
            ],
            Limit(facts), clock, cancellationToken);
        try
        {
            return await run.ReadAsync((stream, token) => PacketReader.ReadPacketsAsync(stream, options.MostFrames, token)).ConfigureAwait(false);
        }
        catch (InvalidDataException fault)
        {
            throw new QuarantineException("too_large", $"{path}: {fault.Message}.", run.Command);
        }
    }

    // Long sources: both ends tell most faults at a hundredth of the cost; where they do, all is decoded.
    private async Task<(List<long> Decoded, bool IsPartial)> DecodeAsync(
        string path, StreamFacts facts, List<MediaPacket> packets, int threads, CancellationToken cancellationToken)
    {
        var expected = packets.Where(packet => !packet.IsHidden && packet.Pts is not null).Select(packet => packet.Pts!.Value).Distinct().Order().ToList();
        var unit = (double)facts.TimeBase.Num / facts.TimeBase.Den;
        var span = expected.Count > 1 ? (expected[^1] - expected[0]) * unit : 0;
        if (span > options.DecodeAllSeconds && facts.Interlaced == "no")
        {
            var begin = await RunDecoderAsync(path, facts, threads, [], ["-t", Seconds(options.EndSeconds)], cancellationToken).ConfigureAwait(false);
            var seek = Seconds((expected[^1] * unit) - options.EndSeconds);
            var end = await RunDecoderAsync(path, facts, threads, ["-seek_timestamp", "1", "-ss", seek], [], cancellationToken).ConfigureAwait(false);
            if (!begin.HasErrors && !end.HasErrors && begin.Frames.Count > 0 && end.Frames.Count > 0
                && begin.Frames[0] == expected[0] && end.Frames[^1] == expected[^1])
            {
                return (expected, false);
            }
        }

        var (frames, hasErrors) = await RunDecoderAsync(path, facts, threads, [], [], cancellationToken).ConfigureAwait(false);
        var isShort = frames.Count > 0 && expected.Count > 1 && (expected[^1] - frames[^1]) * unit > 2 * span / (expected.Count - 1);
        return (frames, hasErrors || isShort);
    }

    private async Task<(List<long> Frames, bool HasErrors)> RunDecoderAsync(
        string path, StreamFacts facts, int threads, string[] before, string[] after, CancellationToken cancellationToken)
    {
        using var run = DecoderRun.Start(
            tools.Ffmpeg, path,
            [
                .. DecoderSafety.DecodeArguments(threads), "-skip_loop_filter", "all", "-copyts", .. before, "-i", DecoderSafety.Name(path),
                "-map", "0:v:" + DecoderSafety.Invariant(facts.VideoStream), .. after, "-fps_mode", "passthrough",
                "-enc_time_base", "-1", "-c:v", "wrapped_avframe", "-f", "framecrc", "pipe:1",
            ],
            Limit(facts), clock, cancellationToken);
        try
        {
            var frames = await run.ReadAsync((stream, token) => PacketReader.ReadFramesAsync(stream, options.MostFrames, token)).ConfigureAwait(false);
            var (exitCode, words) = await run.WaitAsync().ConfigureAwait(false);
            return IsSignal(exitCode)
                ? throw new DecoderCrashException($"{path}: the decoder died ({LastLine(words)}).", run.Command, words)
                : (frames, exitCode != 0 || words.Length > 0);
        }
        catch (InvalidDataException fault)
        {
            throw new QuarantineException("too_large", $"{path}: {fault.Message}.", run.Command);
        }
    }

    private double Limit(StreamFacts facts) => options.LimitSeconds + (options.LimitSecondsPerSecond * facts.Duration);

    private static bool IsSignal(int exitCode) => exitCode is SegmentFault or Abort or OutOfMemoryKill;

    private static string Seconds(double seconds) => FormattableString.Invariant($"{seconds:0.######}");

    private static string LastLine(string words) =>
        words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [.., var last] ? last : "it said nothing";

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
