using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Unicode;
using HunyuanVideo.Tensors;

namespace HunyuanVideo.Weights;

/// <summary>Reads and checks a safetensors header in the order of spec layouts §2.2, before anything is allocated for data.</summary>
internal sealed record SafetensorsHeader(IReadOnlyList<TensorEntry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    private const long LongestHeader = 100_000_000;
    private const int MostAxes = 8;
    private const int SniffedBytes = 32;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    public static SafetensorsHeader Read(string path, MappedMemory memory)
    {
        if (memory.Length < 8)
        {
            throw Fault(path, "shorter than 8 bytes, so it is no safetensors file; download it again");
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(memory.Span(0, 8));
        if (length > LongestHeader)
        {
            throw Fault(path, KnownContainer.Describe(memory.Span(0, (int)Math.Min(memory.Length, SniffedBytes)))
                ?? $"does not begin as a safetensors file does (its header would have more than {LongestHeader} bytes); check the path, or copy the file again");
        }

        if ((long)length > memory.Length - 8)
        {
            throw Fault(path, $"the header claims {length} bytes but the file ends after {memory.Length - 8}; copy or download it again");
        }

        var dataStart = 8 + (long)length;
        try
        {
            using var document = JsonDocument.Parse(Text(path, memory.Span(8, (int)length)), Strict);
            return ReadDocument(path, document.RootElement, dataStart, memory.Length - dataStart);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a name or value with half a surrogate pair, which only un-escaping finds.
            throw Fault(path, $"the header is not valid JSON ({ForeignText.Show(fault.Message.TrimEnd('.'))}); copy or download it again");
        }
    }

    private static ReadOnlyMemory<byte> Text(string path, ReadOnlySpan<byte> header)
    {
        var json = header.TrimEnd((byte)' ');
        return !json.IsEmpty && json[0] == (byte)'{' && json[^1] == (byte)'}' && Utf8.IsValid(json)
            ? json.ToArray()
            : throw Fault(path, "the header is not a JSON object in UTF-8 padded with spaces; this is no safetensors file or a damaged one; copy it again");
    }

    private static SafetensorsHeader ReadDocument(string path, JsonElement root, long dataStart, long dataLength)
    {
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var entries = new List<TensorEntry>();
        foreach (var property in root.EnumerateObject())
        {
            if (property.NameEquals("__metadata__"u8))
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
                : throw Fault(path, $"__metadata__.{ForeignText.Show(item.Name)} is not a string");
        }
    }

    private static TensorEntry ReadEntry(string path, string key, JsonElement value, long dataStart)
    {
        if (value.ValueKind != JsonValueKind.Object
            || !value.TryGetProperty("dtype", out var dtype) || dtype.ValueKind != JsonValueKind.String
            || !value.TryGetProperty("shape", out var shape) || shape.ValueKind != JsonValueKind.Array
            || !value.TryGetProperty("data_offsets", out var offsets) || offsets.ValueKind != JsonValueKind.Array)
        {
            throw Fault(path, key, "lacks dtype, shape or data_offsets, or has one of another kind");
        }

        var sizes = ReadNumbers(path, key, shape);
        var bounds = ReadNumbers(path, key, offsets);
        if (bounds.Length != 2)
        {
            throw Fault(path, key, $"has {bounds.Length} data_offsets instead of 2");
        }

        var typeName = dtype.GetString()!;
        var type = ElementType.Find(typeName)
            ?? throw Fault(path, key, $"has element type '{ForeignText.Show(typeName)}', which is not known");
        CheckBytes(path, key, sizes, type, bounds);
        return bounds[1] > long.MaxValue - dataStart
            ? throw Fault(path, key, "ends behind the end of the file; download it again")
            : new TensorEntry(key, type, sizes, dataStart + bounds[0], bounds[1] - bounds[0]);
    }

    private static long[] ReadNumbers(string path, string key, JsonElement array) =>
        [.. array.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var number) && item.GetRawText().All(char.IsAsciiDigit)
                ? number
                : throw Fault(path, key, $"has {ForeignText.Show(item.GetRawText())} in its shape or data_offsets, which is no plain integer from 0 to 2⁶³−1"))];

    private static void CheckBytes(string path, string key, long[] sizes, ElementType type, long[] bounds)
    {
        if (sizes.Length > MostAxes)
        {
            throw Fault(path, key, $"has {sizes.Length} axes, more than {MostAxes}");
        }

        // An axis of 0 must not hide an overflow of the others: multiply those that are not 0 first.
        var count = (Int128)1;
        foreach (var size in sizes.Where(size => size != 0))
        {
            count *= size;
            if (count > long.MaxValue || count * type.Bits / 8 > long.MaxValue)
            {
                throw Fault(path, key, $"has shape [{string.Join(", ", sizes)}], more bytes than a 64-bit length can say");
            }
        }

        var bytes = type.BytesOf(sizes.Contains(0) ? 0 : (long)count);
        if (bounds[0] > bounds[1] || bounds[1] - bounds[0] != bytes)
        {
            throw Fault(path, key, $"takes bytes {bounds[0]} to {bounds[1]}, but [{string.Join(", ", sizes)}] in {type} "
                + (bytes is null ? "does not fill whole bytes" : $"needs {bytes}"));
        }
    }

    private static void CheckLayout(string path, List<TensorEntry> ordered, long dataStart, long dataLength)
    {
        var end = dataStart;
        foreach (var entry in ordered)
        {
            if (entry.Offset != end)
            {
                var what = entry.Offset < end ? "overlaps the tensor before it" : "leaves a gap before it";
                throw Fault(path, entry.Key, $"{what}; the file is damaged");
            }

            end += entry.Bytes;
        }

        var fileEnd = dataStart + dataLength;
        if (end > fileEnd)
        {
            throw Fault(path, $"the file ends {end - fileEnd} bytes early, at {fileEnd} of {end}; copy or download it again");
        }

        if (end < fileEnd)
        {
            throw Fault(path, $"{fileEnd - end} bytes follow the last tensor; the file is damaged");
        }
    }

    private static WeightFormatException Fault(string path, string what) => new($"{path}: {what}.");

    private static WeightFormatException Fault(string path, string key, string what) =>
        Fault(path, $"'{ForeignText.Show(key)}' {what}");
}
