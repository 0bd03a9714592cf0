using System.Collections.Concurrent;
using System.Text.Json;
using HunyuanVideo.Curation.Decoding;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Materialise;

/// <summary>Re-reads everything of a written set: sums, archives, index, pixels, captions. Source: spec curation §10.</summary>
/// <param name="tools">ffmpeg.</param>
/// <param name="options">Number of decoders.</param>
public sealed class SetValidator(FfmpegTools tools, MaterialiseOptions options)
{
    private const int ThumbBytes = 16 * 16;

    /// <summary>Looks for faults in a set.</summary>
    /// <param name="folder">The set's folder.</param>
    /// <param name="takenDown">Identities of sources and clips that may no longer be used.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<SetValidation> ValidateAsync(string folder, IReadOnlySet<string> takenDown, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(takenDown);
        SetManifest manifest;
        IReadOnlyList<ShardIndexRow> index;
        try
        {
            (manifest, index) = (SetFiles.ReadManifest(folder), SetFiles.ReadIndex(folder));
        }
        catch (InputException fault)
        {
            return new SetValidation(0, [fault.Message]);
        }

        var faults = new ConcurrentBag<string>(SetFiles.SumFaults(folder).Concat(IndexFaults(manifest, index, takenDown)));
        foreach (var shard in index.GroupBy(row => row.Shard, StringComparer.Ordinal))
        {
            await CheckShardAsync(folder, manifest, shard.Key, [.. shard], faults, cancellationToken).ConfigureAwait(false);
        }

        return new SetValidation(index.Count, [.. faults.Order(StringComparer.Ordinal)]);
    }

    private static IEnumerable<string> IndexFaults(SetManifest manifest, IReadOnlyList<ShardIndexRow> index, IReadOnlySet<string> takenDown) =>
        index.GroupBy(row => row.ClipId, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => $"{group.Key} is there {group.Count()} times.")
            .Concat(index.Where(row => row.CopyGroup is not null).GroupBy(row => row.CopyGroup, StringComparer.Ordinal).Where(group => group.Count() > 1)
                .Select(group => $"{string.Join(", ", group.Select(row => row.ClipId))} are copies of one another."))
            .Concat(index.Where(row => takenDown.Contains(row.SourceId) || takenDown.Contains(row.ClipId)).Select(row => $"{row.ClipId} was taken down."))
            .Concat(manifest.Items == index.Count ? [] : [$"{SetFiles.Manifest} counts {manifest.Items} items, the index {index.Count}."]);

    private async Task CheckShardAsync(string folder, SetManifest manifest, string shard, ShardIndexRow[] rows, ConcurrentBag<string> faults, CancellationToken cancellationToken)
    {
        var path = Path.Join(folder, shard);
        try
        {
            using var archive = File.OpenRead(path);
            var members = ShardReader.Members(archive, shard);
            var expected = rows.SelectMany(row => new[] { (row.Offset, row.Length), (Offset: row.CaptionOffset, Length: row.CaptionLength) }).Order();
            if (!expected.SequenceEqual(members.Select(member => (member.Offset, member.Length)).Order()))
            {
                faults.Add($"{shard}: the index points to other members than there are.");
                return;
            }
        }
        catch (Exception fault) when (fault is IOException or InputException)
        {
            faults.Add(fault is InputException ? fault.Message : $"{shard}: {fault.Message}");
            return;
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Encoders, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(rows, parallel, async (row, token) =>
        {
            foreach (var fault in await ItemFaultsAsync(path, manifest, row, token).ConfigureAwait(false))
            {
                faults.Add($"{row.ClipId}: {fault}");
            }
        }).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<string>> ItemFaultsAsync(string shard, SetManifest manifest, ShardIndexRow row, CancellationToken cancellationToken)
    {
        var (frames, faults) = ReadRecord(shard, manifest, row);
        if (frames == 0)
        {
            return faults;
        }

        var scratch = Path.Join(Path.GetTempPath(), $"hyvideo-{Guid.NewGuid():N}");
        try
        {
            Copy(shard, row.Offset, row.Length, scratch);
            var counted = manifest.Policy.Output is { } output && row.Length == RawBytes(row.Bucket) && output.Frames.Contains(frames) ? frames
                : await CountFramesAsync(scratch, cancellationToken).ConfigureAwait(false);
            return counted == frames ? faults : [.. faults, counted is null ? $"cannot be decoded from {row.Shard}." : $"holds {counted} frames instead of {frames}."];
        }
        catch (IOException)
        {
            return [.. faults, $"cannot be copied from {row.Shard} to decode it; see that the archive can be read, and that {Path.GetTempPath()} has room."];
        }
        finally
        {
            File.Delete(scratch);
        }
    }

    /// <summary>Frames by the item's JSON, 0 where that cannot be read.</summary>
    private static (int Frames, List<string> Faults) ReadRecord(string shard, SetManifest manifest, ShardIndexRow row)
    {
        try
        {
            using var record = JsonDocument.Parse(Read(shard, row.CaptionOffset, row.CaptionLength));
            var root = record.RootElement;
            var faults = new List<string>();
            if (root.GetProperty("clip_id").GetString() != row.ClipId || root.GetProperty("source_id").GetString() != row.SourceId)
            {
                faults.Add("its JSON belongs to another clip.");
            }

            if (root.GetProperty("policy").GetString() != manifest.PolicyHash)
            {
                faults.Add("its JSON names another policy.");
            }

            if (root.GetProperty("caption") is { ValueKind: JsonValueKind.Object } caption && !(caption.TryGetProperty("short", out var words) && words.ValueKind == JsonValueKind.String && words.GetString()!.Length > 0))
            {
                faults.Add("its caption has no short text.");
            }

            return (root.GetProperty("frames").GetInt32(), faults);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return (0, [$"its JSON cannot be read ({fault.Message.TrimEnd('.')})."]);
        }
    }

    /// <summary>Frames of a film or picture; null where ffmpeg does not decode it.</summary>
    private async Task<int?> CountFramesAsync(string path, CancellationToken cancellationToken)
    {
        using var decoder = FfmpegProcess.Start(tools.Ffmpeg, path,
        [
            .. DecoderSafety.DecodeArguments(1), .. DecoderSafety.Input(path), "-map", "0:v:0", "-vf", "scale=16:16,format=gray", "-fps_mode", "passthrough", "-f", "rawvideo", "pipe:1",
        ]);
        try
        {
            var (buffer, total) = (new byte[1 << 14], 0L);
            int count;
            while ((count = await decoder.Output.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                total += count;
            }

            await decoder.FinishAsync(cancellationToken).ConfigureAwait(false);
            return (int)(total / ThumbBytes);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Bytes of a clip stored as RGB.</summary>
    private static long RawBytes(string bucket) => bucket.Split('x').Aggregate(3L, (bytes, side) => bytes * long.Parse(side, System.Globalization.CultureInfo.InvariantCulture));

    private static byte[] Read(string path, long offset, long length)
    {
        using var stream = File.OpenRead(path);
        stream.Position = offset;
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static void Copy(string path, long offset, long length, string target)
    {
        using var stream = File.OpenRead(path);
        using var copy = File.Create(target);
        stream.Position = offset;
        StreamParts.Copy(stream, copy, length);
    }
}
