using HunyuanVideo.Random;
using HunyuanVideo.Tensors;
using static TorchSharp.torch;

namespace HunyuanVideo.Diffusion;

/// <summary>Initial noise: one seed means one noise on every machine, device and thread count. Source: spec product §5.</summary>
public static class NoiseSource
{
    /// <summary>Seed of the <paramref name="index"/>-th video of a command with seed <paramref name="seed"/>.</summary>
    public static ulong SeedOf(ulong seed, int index) => unchecked(seed + (ulong)index);

    /// <summary>Standard normal noise of one video, drawn in row-major order; float32 on the CPU, owned by the caller.</summary>
    /// <param name="seed">The video's own seed.</param>
    /// <param name="shape"><c>[1, C, T, H, W]</c>.</param>
    public static Tensor Draw(ulong seed, ReadOnlySpan<long> shape)
    {
        long count = 1;
        foreach (var size in shape)
        {
            count = checked(count * size);
        }

        var values = new float[count];
        Philox.For(seed, "noise").FillNormal(values);
        return AlignedTensor.Copy(values, shape);
    }
}
