namespace HunyuanVideo.Curation.Materialise;

/// <summary>Writes items into numbered archives of one bucket each; used from one thread.</summary>
/// <param name="folder">The set's folder.</param>
/// <param name="options">Limits of a shard.</param>
internal sealed class ShardWriter(string folder, MaterialiseOptions options) : IDisposable
{
    /// <summary>Ending of an archive's name.</summary>
    public const string Ending = ".tar";

    private const int EndBlocks = 2;

    private readonly Dictionary<string, OpenShard> _open = new(StringComparer.Ordinal);

    /// <summary>Appends the pixels and the JSON of an item and tells where they lie.</summary>
    public (string Shard, long Offset, long CaptionOffset) Add(string bucket, string clipId, string extension, Stream pixels, byte[] json)
    {
        var shard = Room(bucket, pixels.Length + json.Length + (4 * UstarHeader.BlockBytes));
        var offset = Append(shard.Stream, $"{clipId}.{extension}", pixels.Length, pixels.CopyTo);
        var captionOffset = Append(shard.Stream, $"{clipId}.json", json.Length, stream => stream.Write(json));
        shard.Items++;
        return (shard.Name, offset, captionOffset);
    }

    /// <summary>Ends all archives.</summary>
    public void Complete()
    {
        foreach (var shard in _open.Values)
        {
            End(shard);
        }

        _open.Clear();
    }

    public void Dispose()
    {
        foreach (var shard in _open.Values)
        {
            shard.Stream.Dispose();
        }
    }

    /// <summary>Appends one member and gives the place of its first byte.</summary>
    internal static long Append(Stream archive, string name, long length, Action<Stream> write)
    {
        archive.Write(UstarHeader.Make(name, length));
        var offset = archive.Position;
        write(archive);
        archive.Write(new byte[UstarHeader.Padding(length)]);
        return offset;
    }

    /// <summary>Writes the end of an archive.</summary>
    internal static void AppendEnd(Stream archive) => archive.Write(new byte[EndBlocks * UstarHeader.BlockBytes]);

    private OpenShard Room(string bucket, long bytes)
    {
        if (_open.TryGetValue(bucket, out var shard) && (shard.Items >= options.ShardItems || shard.Stream.Position + bytes > options.ShardBytes))
        {
            End(shard);
            _open[bucket] = shard = Start(bucket, shard.Number + 1);
        }

        return shard ?? (_open[bucket] = Start(bucket, 0));
    }

    private OpenShard Start(string bucket, int number)
    {
        Directory.CreateDirectory(Path.Join(folder, bucket));
        var name = FormattableString.Invariant($"{bucket}/{number:D6}{Ending}");
        return new OpenShard(name, number, new FileStream(Path.Join(folder, name), FileMode.Create, FileAccess.Write));
    }

    private static void End(OpenShard shard)
    {
        AppendEnd(shard.Stream);
        shard.Stream.Flush(flushToDisk: true);
        shard.Stream.Dispose();
    }

    private sealed class OpenShard(string name, int number, FileStream stream)
    {
        public string Name { get; } = name;

        public int Number { get; } = number;

        public FileStream Stream { get; } = stream;

        public int Items { get; set; }
    }
}
