using static TorchSharp.torch;

namespace HunyuanVideo.Weights;

/// <summary>Anything that hands out named tensors: a safetensors file, a folder of shards, the hash of a golden case.</summary>
public interface IWeightSource : IDisposable
{
    /// <summary>What messages call this source: a path.</summary>
    string Name { get; }

    /// <summary>Every key, ordered.</summary>
    IReadOnlyList<string> Keys { get; }

    /// <summary>Shape of <paramref name="key"/>, which must be one of <see cref="Keys"/>; nothing is read.</summary>
    IReadOnlyList<long> ShapeOf(string key);

    /// <summary>Stored element type of <paramref name="key"/>, which must be one of <see cref="Keys"/>.</summary>
    ElementType ElementTypeOf(string key)
    {
        using var tensor = Map(key);
        return ElementType.Of(tensor.dtype);
    }

    /// <summary>The tensor of <paramref name="key"/> in its stored type; the caller owns it.</summary>
    /// <exception cref="WeightFormatException">libtorch has no such type: use <see cref="ReadAsFloat32"/>.</exception>
    Tensor Map(string key);

    /// <summary>
    /// The values of <paramref name="key"/> in float32, whatever their stored type; the caller owns the tensor. Exact
    /// for every type narrower than 32 bits, rounded to nearest for F64, I64, U64, I32 and U32.
    /// </summary>
    Tensor ReadAsFloat32(string key)
    {
        using var stored = Map(key);
        return stored.to(ScalarType.Float32);
    }
}
