using System.Text.Json;
using System.Text.Unicode;

namespace HunyuanVideo.Weights;

/// <summary>A checked <c>NAME.safetensors.index.json</c>. Source: spec layouts §2.3.</summary>
/// <param name="FileByKey">Plain file name of the shard that holds each tensor.</param>
/// <param name="TotalBytes">What the index claims for all tensors together, if it claims anything.</param>
internal sealed record ShardIndex(IReadOnlyDictionary<string, string> FileByKey, long? TotalBytes)
{
    private const long LongestIndex = 100_000_000;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <exception cref="InputException">The file cannot be read.</exception>
    /// <exception cref="WeightFormatException">It is no shard index, or names a file outside its folder.</exception>
    public static ShardIndex Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(Text(path), Strict);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("weight_map", out var map) || map.ValueKind != JsonValueKind.Object)
            {
                throw new WeightFormatException($"{path}: has no weight_map, so it is no shard index.");
            }

            return new ShardIndex(ReadMap(path, map), ReadTotal(root));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new WeightFormatException($"{path}: is not valid JSON ({ForeignText.Show(fault.Message.TrimEnd('.'))}); download it again.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read ({fault.Message.TrimEnd('.')}); check the path and its permissions.", fault);
        }
    }

    private static ReadOnlyMemory<byte> Text(string path)
    {
        if (new FileInfo(path).Length > LongestIndex)
        {
            throw new WeightFormatException($"{path}: is longer than {LongestIndex} bytes, so it is no shard index.");
        }

        var text = File.ReadAllBytes(path);
        return Utf8.IsValid(text) ? text : throw new WeightFormatException($"{path}: is not UTF-8; download it again.");
    }

    private static SortedDictionary<string, string> ReadMap(string path, JsonElement map)
    {
        var fileByKey = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in map.EnumerateObject())
        {
            if (item.Value.ValueKind != JsonValueKind.String)
            {
                throw new WeightFormatException($"{path}: weight_map.{ForeignText.Show(item.Name)} is not a file name; download it again.");
            }

            var file = item.Value.GetString()!;
            fileByKey[item.Name] = IsPlain(file)
                ? file
                : throw new WeightFormatException(
                    $"{path}: names the shard '{ForeignText.Show(file)}', which is not a plain file name in the index's folder; it is not opened.");
        }

        return fileByKey;
    }

    private static bool IsPlain(string file) =>
        file.Length > 0 && file != "." && !file.Contains("..", StringComparison.Ordinal)
        && !file.Any(symbol => symbol is '/' or '\\' or ':' || char.IsControl(symbol));

    private static long? ReadTotal(JsonElement root) =>
        root.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty("total_size", out var total) && total.ValueKind == JsonValueKind.Number && total.TryGetInt64(out var bytes)
            ? bytes
            : null;
}
