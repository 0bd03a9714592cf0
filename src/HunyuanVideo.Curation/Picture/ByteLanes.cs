using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HunyuanVideo.Curation.Picture;

/// <summary>Sixteen neighbouring pixels at once: the few operations on bytes that the measures share.</summary>
internal static class ByteLanes
{
    /// <summary>Pixels in one vector.</summary>
    public const int Count = 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> AbsoluteDifference(Vector128<byte> a, Vector128<byte> b) => Vector128.Max(a, b) - Vector128.Min(a, b);

    /// <summary>Mean of two, rounded down.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Mean(Vector128<byte> a, Vector128<byte> b) => (a & b) + Vector128.ShiftRightLogical(a ^ b, 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Sum(Vector128<byte> a)
    {
        if (Sse2.IsSupported)
        {
            var halves = Sse2.SumAbsoluteDifferences(a, Vector128<byte>.Zero);
            return halves.GetElement(0) + halves.GetElement(4);
        }

        var (low, high) = Vector128.Widen(a);
        return Vector128.Sum(low + high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Widen(Vector128<byte> a)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.ConvertToVector256Int16(a);
        }

        var (low, high) = Vector128.Widen(a);
        return Vector256.Create(low, high).AsInt16();
    }

    /// <summary>Sum of squares of neighbouring lanes, as whole numbers of 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Squares(Vector256<short> a)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.MultiplyAddAdjacent(a, a);
        }

        var (low, high) = Vector256.Widen(a);
        return (low * low) + (high * high);
    }
}
