using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HunyuanVideo.Curation.Shots;

/// <summary>Sums of absolute differences of bytes, with the processor's own instruction where it has one.</summary>
internal static class AbsoluteDifferences
{
    /// <summary>Σ|a − b| over spans of equal length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Sum(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var (sum, at) = (0L, 0);
        if (Avx2.IsSupported)
        {
            var sums = Vector256<ulong>.Zero;
            for (; at <= a.Length - Vector256<byte>.Count; at += Vector256<byte>.Count)
            {
                var (left, right) = (Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(a), (nuint)at), Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(b), (nuint)at));
                sums += Avx2.SumAbsoluteDifferences(left, right).AsUInt64();
            }

            sum = (long)Vector256.Sum(sums);
        }

        for (; at < a.Length; at++)
        {
            sum += Math.Abs(a[at] - b[at]);
        }

        return (int)sum;
    }
}
