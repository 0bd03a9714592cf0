using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace HunyuanVideo.Weights;

/// <summary>Writes safetensors files. The same tensors give the same bytes.</summary>
public static class SafetensorsWriter
{
    private const int ChunkBytes = 1 << 26;

    /// <summary>
    /// Writes <paramref name="tensors"/> in the given order, beside <paramref name="path"/> first and renamed when whole
    /// and flushed to disk. The tensors stay the caller's; those not contiguous or not on the CPU are copied one by one.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">What it holds.</param>
    /// <param name="metadata">Its <c>__metadata__</c>.</param>
    /// <param name="isFloat8">Keys whose values are rounded to <c>F8_E4M3</c>, without a scale; null: none.</param>
    /// <exception cref="ArgumentException">A key occurs twice or is <c>__metadata__</c>, or a tensor is complex.</exception>
    /// <exception cref="IOException">The disk is full or the folder cannot be written.</exception>
    public static void Write(
        string path, IReadOnlyList<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null, Func<string, bool>? isFloat8 = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var types = tensors.Select(item => isFloat8?.Invoke(item.Key) == true ? ElementType.Float8 : ElementType.Of(item.Value.dtype)).ToList();
        var header = Header(tensors, types, metadata);
        var beside = path + ".part";   // one name, so that what a kill leaves is written over; the open file locks out a second writer
        try
        {
            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                Span<byte> length = stackalloc byte[8];
                BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
                stream.Write(length);
                stream.Write(header);
                foreach (var ((_, tensor), type) in tensors.Zip(types))
                {
                    WriteData(stream, tensor, type);
                }

                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    private static byte[] Header(
        IReadOnlyList<KeyValuePair<string, Tensor>> tensors, IReadOnlyList<ElementType> types, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject("__metadata__");
                foreach (var (name, value) in metadata.OrderBy(item => item.Key, StringComparer.Ordinal))
                {
                    json.WriteString(name, value);
                }

                json.WriteEndObject();
            }

            long offset = 0;
            var keys = new HashSet<string>(StringComparer.Ordinal) { "__metadata__" };
            foreach (var ((key, tensor), type) in tensors.Zip(types))
            {
                if (!keys.Add(key))
                {
                    throw new ArgumentException($"the key '{key}' is used twice or reserved.", nameof(tensors));
                }

                json.WriteStartObject(key);
                json.WriteString("dtype", type.Name);
                json.WriteStartArray("shape");
                Array.ForEach(tensor.shape, json.WriteNumberValue);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                offset += type.BytesOf(tensor.numel())!.Value;
                json.WriteNumberValue(offset);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (buffer.Length % 8 != 0)
        {
            buffer.WriteByte((byte)' ');   // data begin at a multiple of 8, so that maps of them are aligned
        }

        return buffer.ToArray();
    }

    private static void WriteData(FileStream stream, Tensor tensor, ElementType type)
    {
        using var scope = NewDisposeScope();
        var flat = tensor.detach().cpu().contiguous().flatten();
        var chunk = ChunkBytes / (int)tensor.ElementSize;
        for (long start = 0; start < flat.numel(); start += chunk)
        {
            using var part = flat.narrow(0, start, Math.Min(chunk, flat.numel() - start));
            if (type == ElementType.Float8)
            {
                using var wide = part.to(ScalarType.Float32);
                var codes = new byte[wide.numel()];
                Float8Encoding.ToE4M3(wide.data<float>().ToArray(), codes);
                stream.Write(codes);
            }
            else
            {
                stream.Write(part.bytes);
            }
        }
    }
}
