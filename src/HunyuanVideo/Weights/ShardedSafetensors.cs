using static TorchSharp.torch;

namespace HunyuanVideo.Weights;

/// <summary>The tensors of several safetensors files under one index. Source: spec layouts §2.3.</summary>
public sealed class ShardedSafetensors : IWeightSource
{
    private const int ListedFiles = 10;
    private const int ListedKeys = 5;

    private readonly Dictionary<string, SafetensorsFile> _shardByKey;

    private ShardedSafetensors(string path, ShardIndex index, SortedDictionary<string, SafetensorsFile> shards)
    {
        (Path, Shards) = (path, [.. shards.Values]);
        _shardByKey = index.FileByKey.ToDictionary(item => item.Key, item => shards[item.Value], StringComparer.Ordinal);
        Keys = [.. _shardByKey.Keys.Order(StringComparer.Ordinal)];
        UnusedKeys = [.. Shards.SelectMany(shard => shard.Keys).Where(key => !_shardByKey.ContainsKey(key)).Distinct().Order(StringComparer.Ordinal)];
        var bytes = Shards.Sum(shard => shard.Entries.Sum(entry => entry.Bytes));
        Warnings = index.TotalBytes is { } claimed && claimed != bytes
            ? [$"{path}: total_size says {claimed} bytes, the shards hold {bytes}."]
            : [];
    }

    /// <summary>Where the index lies.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public string Name => Path;

    /// <inheritdoc/>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>The files, ordered by name.</summary>
    public IReadOnlyList<SafetensorsFile> Shards { get; }

    /// <summary>Tensors that lie in a shard but not in the index, ordered; they are not handed out.</summary>
    public IReadOnlyList<string> UnusedKeys { get; }

    /// <summary>What is odd but harmless, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Reads the index at <paramref name="path"/> and opens every shard it names.</summary>
    /// <exception cref="InputException">A file is missing or cannot be read.</exception>
    /// <exception cref="WeightFormatException">The index or a shard is malformed, or a shard lacks a tensor of the index.</exception>
    public static ShardedSafetensors Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var index = ShardIndex.Read(path);
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        var files = index.FileByKey.Values.Distinct().Order(StringComparer.Ordinal).ToList();
        var absent = files.Where(file => !File.Exists(System.IO.Path.Join(folder, file))).ToList();
        if (absent.Count > 0)
        {
            throw new InputException($"{path}: {absent.Count} of {files.Count} shards are missing ({ForeignText.List(absent, ListedFiles)}); download them.");
        }

        var shards = new SortedDictionary<string, SafetensorsFile>(StringComparer.Ordinal);
        try
        {
            foreach (var file in files)
            {
                shards.Add(file, SafetensorsFile.Open(System.IO.Path.Join(folder, file)));
            }

            CheckMapped(path, index, shards);
            return new ShardedSafetensors(path, index, shards);
        }
        catch
        {
            foreach (var shard in shards.Values)
            {
                shard.Dispose();
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<long> ShapeOf(string key) => Need(key).ShapeOf(key);

    /// <inheritdoc/>
    public ElementType ElementTypeOf(string key) => Need(key).ElementTypeOf(key);

    /// <summary>As <see cref="SafetensorsFile.Map"/>, from the shard that the index names.</summary>
    /// <exception cref="WeightFormatException">The index has no such tensor, or libtorch has no such type.</exception>
    public Tensor Map(string key) => Need(key).Map(key);

    /// <inheritdoc/>
    public Tensor ReadAsFloat32(string key) => Need(key).ReadAsFloat32(key);

    /// <summary>Unmaps every shard once the last tensor over it is disposed too.</summary>
    public void Dispose()
    {
        foreach (var shard in Shards)
        {
            shard.Dispose();
        }
    }

    private static void CheckMapped(string path, ShardIndex index, SortedDictionary<string, SafetensorsFile> shards)
    {
        var absent = index.FileByKey.Where(item => shards[item.Value].Find(item.Key) is null).Select(item => $"{item.Key} in {item.Value}").ToList();
        if (absent.Count > 0)
        {
            throw new WeightFormatException(
                $"{path}: {absent.Count} tensors are not in the shard that the index names ({ForeignText.List(absent, ListedKeys)}); the files belong to different downloads.");
        }
    }

    private SafetensorsFile Need(string key) =>
        _shardByKey.GetValueOrDefault(key)
        ?? throw new WeightFormatException($"{Path}: has no tensor '{ForeignText.Show(key)}'; the files belong to another model.");
}
