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

    /// <summary>The tensor of <paramref name="key"/> in its stored type; the caller owns it.</summary>
    Tensor Map(string key);
}
