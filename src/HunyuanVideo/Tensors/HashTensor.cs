using System.Text;
using static TorchSharp.torch;

namespace HunyuanVideo.Tensors;

/// <summary>
/// Tensors whose values are a hash of their name: the weights and inputs of golden cases, and synthetic weights of
/// full size. Any program can make them again bit by bit ("hash weights v1").
/// </summary>
public static class HashTensor
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>float32 values <c>offset + gain·v</c> with v uniform in [−1, 1], on the CPU; the caller owns the tensor.</summary>
    /// <param name="name">Full name, with its prefix (<c>w.</c> or <c>in.</c>).</param>
    /// <param name="shape">Sizes of the axes.</param>
    /// <param name="offset">Added to every value.</param>
    /// <param name="gain">Largest distance from <paramref name="offset"/>.</param>
    /// <param name="seed">Seed of the case.</param>
    public static Tensor Create(string name, ReadOnlySpan<long> shape, double offset, double gain, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(name);
        long count = 1;
        foreach (var size in shape)
        {
            count = checked(count * size);
        }

        var values = new float[count];
        Fill(values, name, offset, gain, seed, 0);
        return tensor(values, shape.ToArray());
    }

    /// <summary>Fills <paramref name="values"/> with the elements from row-major index <paramref name="start"/> on.</summary>
    public static void Fill(Span<float> values, string name, double offset, double gain, ulong seed, long start)
    {
        ArgumentNullException.ThrowIfNull(name);
        var state = Fnv1a(name) ^ (seed * Golden);
        var (shift, scale) = ((float)offset, (float)gain);
        for (var i = 0; i < values.Length; i++)
        {
            var mixed = state + ((ulong)(start + i + 1) * Golden);
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            mixed ^= mixed >> 31;
            var unit = (float)(((mixed >> 40) * (1.0 / (1 << 23))) - 1);
            var product = scale * unit;   // rounded by itself: the definition has no fused multiply-add
            values[i] = shift + product;
        }
    }

    private static ulong Fnv1a(string name)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var value in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ value) * 0x100000001b3;
        }

        return hash;
    }
}
