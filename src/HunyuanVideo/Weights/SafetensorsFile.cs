using System.Runtime.InteropServices;
using HunyuanVideo.Tensors;
using static TorchSharp.torch;

namespace HunyuanVideo.Weights;

/// <summary>
/// A safetensors file, mapped and checked completely before the first tensor is handed out. Source: spec layouts §2.
/// </summary>
public sealed class SafetensorsFile : IWeightSource
{
    private const int ConvertedElements = 1 << 24;

    private readonly MappedMemory _memory;
    private readonly Dictionary<string, TensorEntry> _byKey;

    private SafetensorsFile(string path, MappedMemory memory, SafetensorsHeader header)
    {
        (Path, _memory, Entries, Metadata) = (path, memory, header.Entries, header.Metadata);
        Keys = [.. header.Entries.Select(entry => entry.Key).Order(StringComparer.Ordinal)];
        _byKey = header.Entries.ToDictionary(entry => entry.Key, StringComparer.Ordinal);
    }

    /// <summary>Where the file lies.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public string Name => Path;

    /// <inheritdoc/>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>All tensors, in the order of their bytes.</summary>
    public IReadOnlyList<TensorEntry> Entries { get; }

    /// <summary>The file's <c>__metadata__</c>; empty when it has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Maps and checks <paramref name="path"/>.</summary>
    /// <exception cref="InputException">The file is missing or cannot be read.</exception>
    /// <exception cref="WeightFormatException">It is no valid safetensors file; the message names the fault.</exception>
    public static SafetensorsFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        MappedMemory? memory = null;
        try
        {
            if (Directory.Exists(path))
            {
                throw new InputException($"{path}: is a folder; name a safetensors file in it.");
            }

            if (new FileInfo(path).Length == 0)
            {
                throw new WeightFormatException($"{path}: is empty; download it again.");
            }

            memory = MappedMemory.Open(path);
            return new SafetensorsFile(path, memory, SafetensorsHeader.Read(path, memory));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            memory?.Dispose();
            throw new InputException($"{path}: cannot be read ({fault.Message.TrimEnd('.')}); check the path and its permissions.", fault);
        }
        catch
        {
            memory?.Dispose();
            throw;
        }
    }

    /// <summary>The entry called <paramref name="key"/>, or null.</summary>
    public TensorEntry? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <inheritdoc/>
    public IReadOnlyList<long> ShapeOf(string key) => Need(key).Shape;

    /// <inheritdoc/>
    public ElementType ElementTypeOf(string key) => Need(key).Type;

    /// <summary>
    /// The tensor called <paramref name="key"/> over the mapped bytes, in its stored type and shape. The caller owns
    /// it and may use it after this file is disposed; writing to it does not reach the file. Unaligned and boolean
    /// tensors are copied.
    /// </summary>
    /// <exception cref="WeightFormatException">The file has no such tensor, or libtorch has no such type.</exception>
    public Tensor Map(string key)
    {
        var entry = Need(key);
        return entry.Type.TensorType switch
        {
            null => throw new WeightFormatException(
                $"{Path}: '{ForeignText.Show(key)}' is stored as {entry.Type}, which "
                + (entry.Type.IsWeight ? "has no tensor type here; read it as float32." : "is not supported for weights; convert the file to BF16.")),
            ScalarType.Bool => MapBooleans(entry),
            { } type => _memory.Tensor(entry.Offset, entry.Shape.ToArray(), type),
        };
    }

    /// <summary>The stored bytes of an 8-bit tensor, whatever they mean, as uint8 in its shape; the caller owns it.</summary>
    /// <exception cref="WeightFormatException">The file has no such tensor, or its elements are not 8 bits wide.</exception>
    public Tensor MapCodes(string key)
    {
        var entry = Need(key);
        return entry.Type.Bits == 8
            ? _memory.Tensor(entry.Offset, entry.Shape.ToArray(), ScalarType.Byte)
            : throw new WeightFormatException($"{Path}: '{ForeignText.Show(key)}' is stored as {entry.Type}, not in codes of one byte.");
    }

    /// <inheritdoc/>
    /// <exception cref="WeightFormatException">The file has no such tensor, or its type is not supported for weights.</exception>
    public Tensor ReadAsFloat32(string key)
    {
        var entry = Need(key);
        if (entry.Type.TensorType is not null || !entry.Type.IsWeight)
        {
            using var stored = Map(key);
            return stored.to(ScalarType.Float32);
        }

        using var scope = NewDisposeScope();
        var values = empty(entry.Shape.ToArray(), float32);
        var flat = values.flatten();
        var elementBytes = entry.Type.Bits / 8;
        for (long start = 0; start < entry.Count; start += ConvertedElements)
        {
            var count = (int)Math.Min(ConvertedElements, entry.Count - start);
            using var part = flat.narrow(0, start, count);
            Float32Conversion.Convert(
                entry.Type,
                _memory.Span(entry.Offset + (start * elementBytes), count * elementBytes),
                MemoryMarshal.Cast<byte, float>(part.bytes));
        }

        return values.MoveToOuterDisposeScope();
    }

    /// <summary>Unmaps the file once the last tensor over it is disposed too.</summary>
    public void Dispose() => _memory.Dispose();

    /// <summary>A byte other than 0 is true: libtorch's own booleans may hold no others.</summary>
    private Tensor MapBooleans(TensorEntry entry)
    {
        using var bytes = _memory.Tensor(entry.Offset, entry.Shape.ToArray(), ScalarType.Byte);
        return bytes.ne(0);
    }

    private TensorEntry Need(string key) =>
        Find(key) ?? throw new WeightFormatException($"{Path}: has no tensor '{ForeignText.Show(key)}'; the file belongs to another model.");
}
