using static TorchSharp.torch;

namespace HunyuanVideo.Tensors;

/// <summary>Tensors of numbers drawn in .NET, in libtorch's own memory.</summary>
internal static class AlignedTensor
{
    /// <summary>
    /// A float32 tensor on the CPU with a copy of <paramref name="values"/>; the caller owns it. A tensor over the array
    /// itself would lie where the array lies, and convolutions and matrix products may differ in the last bit by the
    /// alignment of their input: the same seed would not give the same bytes twice.
    /// </summary>
    public static Tensor Copy(float[] values, ReadOnlySpan<long> shape)
    {
        using var overArray = tensor(values, shape.ToArray());
        return overArray.clone();
    }
}
