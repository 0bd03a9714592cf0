using HunyuanVideo.Tensors;
using static TorchSharp.torch;

namespace HunyuanVideo.Weights;

/// <summary>
/// A safetensors file, mapped and checked completely before the first tensor is handed out. Source: spec layouts §2.
/// </summary>
public sealed class SafetensorsFile : IWeightSource
{
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
        MappedMemory? memory = null;
        try
        {
            if (new FileInfo(path).Length < 8)
            {
                throw new WeightFormatException($"{path}: shorter than 8 bytes, so it is no safetensors file; download it again.");
            }

            memory = MappedMemory.Open(path);
            return new SafetensorsFile(path, memory, SafetensorsHeader.Read(path, memory));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            memory?.Dispose();
            throw new InputException($"{path}: cannot be read ({fault.Message}); check the path and its permissions.", fault);
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

    /// <summary>
    /// The tensor called <paramref name="key"/> over the mapped bytes, in its stored type and shape. The caller owns
    /// it and may use it after this file is disposed.
    /// </summary>
    /// <exception cref="WeightFormatException">The file has no such tensor.</exception>
    public Tensor Map(string key)
    {
        var entry = Need(key);
        return _memory.Tensor(entry.Offset, entry.Shape.ToArray(), entry.ScalarType);
    }

    /// <summary>Unmaps the file once the last tensor over it is disposed too.</summary>
    public void Dispose() => _memory.Dispose();

    private TensorEntry Need(string key) =>
        Find(key) ?? throw new WeightFormatException($"{Path}: has no tensor '{key}'; the file belongs to another model.");
}
