using HunyuanVideo.Weights;

namespace HunyuanVideo.Pipelines;

/// <summary>What weights on disk hold, and which network they belong to; no value is read.</summary>
/// <param name="Path">A file, an index, or the folder they were found in.</param>
/// <param name="Tensors">Every tensor, ordered by key.</param>
/// <param name="Metadata">The file's own notes, ordered by name.</param>
/// <param name="Network">The network they fit or come nearest to; null when no known network has most of their keys.</param>
/// <param name="Fit">How their keys and shapes differ from the network's; null without a network.</param>
public sealed record WeightSummary(
    string Path, IReadOnlyList<TensorSummary> Tensors, IReadOnlyDictionary<string, string> Metadata, KnownNetwork? Network, KeyReport? Fit)
{
    /// <summary>Elements of all tensors.</summary>
    public long Parameters => Tensors.Sum(tensor => tensor.Parameters);

    /// <summary>Bytes of all tensors.</summary>
    public long Bytes => Tensors.Sum(tensor => tensor.Bytes);

    /// <summary>Summarises the weights that <paramref name="path"/> means: a safetensors file, a shard index, or a folder with either.</summary>
    /// <exception cref="InputException">Nothing is there, or it cannot be read.</exception>
    /// <exception cref="WeightFormatException">What is there is malformed.</exception>
    public static WeightSummary Read(string path)
    {
        using var source = WeightFolder.Open(path);
        var (network, fit) = KnownNetwork.Match(source) is var (found, report) ? (found, report) : (null, null);
        return new WeightSummary(path, [.. source.Keys.Select(key => Summarise(source, key))], MetadataOf(source), network, fit);
    }

    private static TensorSummary Summarise(IWeightSource source, string key)
    {
        var (type, shape) = (source.ElementTypeOf(key), source.ShapeOf(key));
        var count = shape.Aggregate(1L, (product, size) => product * size);
        return new TensorSummary(key, type.Name, shape, count, ((count * type.Bits) + 7) / 8);
    }

    private static SortedDictionary<string, string> MetadataOf(IWeightSource source)
    {
        var files = source switch
        {
            SafetensorsFile file => [file],
            ShardedSafetensors sharded => sharded.Shards,
            _ => [],
        };
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in files.SelectMany(file => file.Metadata))
        {
            metadata.TryAdd(name, value);
        }

        return metadata;
    }
}
