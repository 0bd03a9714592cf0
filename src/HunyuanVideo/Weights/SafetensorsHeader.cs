using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using HunyuanVideo.Tensors;

namespace HunyuanVideo.Weights;

/// <summary>Reads and checks a safetensors header in the order of spec layouts §2.2, before anything is allocated for data.</summary>
internal sealed record SafetensorsHeader(IReadOnlyList<TensorEntry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    private const long LongestHeader = 100_000_000;
    private const int MostAxes = 8;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    public static SafetensorsHeader Read(string path, MappedMemory memory)
    {
        var length = BinaryPrimitives.ReadUInt64LittleEndian(memory.Span(0, 8));
        if (length > LongestHeader)
        {
            throw Fault(path, $"the header claims {length} bytes, more than {LongestHeader}; this is no safetensors file or a damaged one");
        }

        if ((long)length > memory.Length - 8)
        {
            throw Fault(path, $"the header claims {length} bytes but the file ends after {memory.Length - 8}; download it again");
        }

        var json = memory.Span(8, (int)length);
        if (json.IsEmpty || json[0] != (byte)'{' || !Utf8.IsValid(json))
        {
            throw Fault(path, "the header is not a JSON object in UTF-8; this is no safetensors file or a damaged one");
        }

        var dataStart = 8 + (long)length;
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetString(json.TrimEnd((byte)' ')), Strict);
            return ReadDocument(path, document.RootElement, dataStart, memory.Length - dataStart);
        }
        catch (JsonException fault)
        {
            throw Fault(path, $"the header is not valid JSON ({fault.Message.TrimEnd('.')})");
        }
    }

    private static SafetensorsHeader ReadDocument(string path, JsonElement root, long dataStart, long dataLength)
    {
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var entries = new List<TensorEntry>();
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name == "__metadata__")
            {
                ReadMetadata(path, property.Value, metadata);
            }
            else
            {
                entries.Add(ReadEntry(path, property.Name, property.Value, dataStart));
            }
        }

        var ordered = entries.OrderBy(entry => entry.Offset).ThenBy(entry => entry.Bytes).ToList();
        CheckLayout(path, ordered, dataStart, dataLength);
        return new SafetensorsHeader(ordered, metadata);
    }

    private static void ReadMetadata(string path, JsonElement value, SortedDictionary<string, string> metadata)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw Fault(path, "__metadata__ is not an object");
        }

        foreach (var item in value.EnumerateObject())
        {
            metadata[item.Name] = item.Value.ValueKind == JsonValueKind.String
                ? item.Value.GetString()!
                : throw Fault(path, $"__metadata__.{item.Name} is not a string");
        }
    }

    private static TensorEntry ReadEntry(string path, string key, JsonElement value, long dataStart)
    {
        if (value.ValueKind != JsonValueKind.Object
            || !value.TryGetProperty("dtype", out var dtype) || dtype.ValueKind != JsonValueKind.String
            || !value.TryGetProperty("shape", out var shape)
            || !value.TryGetProperty("data_offsets", out var offsets))
        {
            throw Fault(path, $"the entry of '{key}' lacks dtype, shape or data_offsets");
        }

        var type = ElementType.Find(dtype.GetString()!)
            ?? throw Fault(path, $"'{key}' has element type '{dtype.GetString()}', which is not supported");
        var sizes = ReadNumbers(path, key, shape);
        var bounds = ReadNumbers(path, key, offsets);
        if (bounds.Length != 2)
        {
            throw Fault(path, $"'{key}' has {bounds.Length} data_offsets instead of 2");
        }

        var bytes = CountBytes(path, key, sizes, type.Size);
        if (bounds[0] > bounds[1] || bounds[1] - bounds[0] != bytes)
        {
            throw Fault(path, $"'{key}' takes bytes {bounds[0]} to {bounds[1]}, but its shape and type need {bytes}");
        }

        return bounds[1] > long.MaxValue - dataStart
            ? throw Fault(path, $"'{key}' ends behind the end of the file; download it again")
            : new TensorEntry(key, type, sizes, dataStart + bounds[0], bytes);
    }

    private static long[] ReadNumbers(string path, string key, JsonElement array)
    {
        if (array.ValueKind != JsonValueKind.Array)
        {
            throw Fault(path, $"shape or data_offsets of '{key}' is not a list");
        }

        return [.. array.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.Number && item.GetRawText().All(char.IsAsciiDigit) && item.TryGetInt64(out var number)
                ? number
                : throw Fault(path, $"shape or data_offsets of '{key}' holds {item.GetRawText()}, which is no plain non-negative integer"))];
    }

    private static long CountBytes(string path, string key, long[] sizes, int elementSize)
    {
        if (sizes.Length > MostAxes)
        {
            throw Fault(path, $"'{key}' has {sizes.Length} axes, more than {MostAxes}");
        }

        // An axis of 0 must not hide an overflow of the others: multiply those that are not 0 first.
        var product = (Int128)elementSize;
        foreach (var size in sizes.Where(size => size != 0))
        {
            product *= size;
            if (product > long.MaxValue)
            {
                throw Fault(path, $"the shape of '{key}' overflows");
            }
        }

        return sizes.Contains(0) ? 0 : (long)product;
    }

    private static void CheckLayout(string path, List<TensorEntry> ordered, long dataStart, long dataLength)
    {
        var expected = dataStart;
        foreach (var entry in ordered)
        {
            if (entry.Offset != expected)
            {
                var what = entry.Offset < expected ? "overlaps the tensor before it" : "leaves a gap before it";
                throw Fault(path, $"'{entry.Key}' {what}; the file is damaged");
            }

            expected += entry.Bytes;
            if (expected > dataStart + dataLength)
            {
                throw Fault(path, $"'{entry.Key}' ends behind the end of the file; download it again");
            }
        }

        if (expected != dataStart + dataLength)
        {
            throw Fault(path, $"{dataStart + dataLength - expected} bytes follow the last tensor; the file is damaged");
        }
    }

    private static WeightFormatException Fault(string path, string what) => new($"{path}: {what}.");
}
