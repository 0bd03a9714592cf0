using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using HunyuanVideo.Curation.Decoding;

namespace HunyuanVideo.Curation.Shots;

/// <summary>
/// Block search with vectors: one instruction sums the differences of a row of four or eight blocks. The same bits as
/// <see cref="BlockSearch"/>: sums are whole numbers, and each block's division is the same.
/// </summary>
internal static class VectorBlockSearch
{
    private const int HalfRow = Thumbnail.Width / 2;

    /// <summary>Whether this processor can.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    /// <summary>As <see cref="BlockSearch.Ratios"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static void Ratios(ReadOnlySpan<byte> searched, ReadOnlySpan<byte> wanted, ReadOnlySpan<int> sizes, SearchReach reach, Span<float> ratios)
    {
        var (stride, rows) = (Thumbnail.Width + (2 * reach.X), Thumbnail.Height + (2 * reach.Y));
        Span<byte> padded = stackalloc byte[stride * rows];
        Pad(searched, reach, padded, stride);
        Span<Vector256<float>> least = stackalloc Vector256<float>[Dissimilarity.BlockRows];
        least.Fill(Vector256.Create(float.MaxValue));
        Span<Vector256<int>> found = stackalloc Vector256<int>[rows];
        for (var dx = 0; dx <= 2 * reach.X; dx++)
        {
            ref var column = ref padded[dx];
            WriteSizes(ref column, stride, found);
            for (var block = 0; block < Dissimilarity.BlockRows; block++)
            {
                var y = block * Dissimilarity.BlockHeight;
                var size = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(sizes), (nuint)(block * Dissimilarity.BlockColumns));
                ref var row = ref Unsafe.Add(ref column, y * stride);
                ref var block0 = ref Unsafe.Add(ref MemoryMarshal.GetReference(wanted), y * Thumbnail.Width);
                least[block] = Vector256.Min(least[block], LeastOfColumn(ref row, stride, ref block0, size, found.Slice(y, (2 * reach.Y) + 1)));
            }
        }

        for (var block = 0; block < Dissimilarity.BlockRows; block++)
        {
            least[block].CopyTo(ratios[(block * Dissimilarity.BlockColumns)..]);
        }
    }

    private static void Pad(ReadOnlySpan<byte> searched, SearchReach reach, Span<byte> padded, int stride)
    {
        for (var y = 0; y < padded.Length / stride; y++)
        {
            var source = searched.Slice(Math.Clamp(y - reach.Y, 0, Thumbnail.Height - 1) * Thumbnail.Width, Thumbnail.Width);
            var target = padded.Slice(y * stride, stride);
            target[..reach.X].Fill(source[0]);
            source.CopyTo(target[reach.X..]);
            target[(reach.X + Thumbnail.Width)..].Fill(source[^1]);
        }
    }

    /// <summary>Σ|g| of each row of eight blocks that begins at a line, at one horizontal shift.</summary>
    private static void WriteSizes(ref byte column, int stride, Span<Vector256<int>> found)
    {
        var zero = Vector512.Create(FrameSignal.StructureZero);
        for (var y = 0; y < found.Length; y++)
        {
            found[y] = LineSums(ref Unsafe.Add(ref column, y * stride), zero);
        }

        for (var y = 0; y <= found.Length - Dissimilarity.BlockHeight; y++)
        {
            found[y] += found[y + 1] + found[y + 2] + found[y + 3] + found[y + 4] + found[y + 5];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> LineSums(ref byte line, Vector512<byte> other) => Avx512BW.IsSupported
        ? Avx512F.ConvertToVector256Int32(Avx512BW.SumAbsoluteDifferences(Vector512.LoadUnsafe(ref line), other).AsInt64())
        : Narrow(
            Avx2.SumAbsoluteDifferences(Vector256.LoadUnsafe(ref line), other.GetLower()),
            Avx2.SumAbsoluteDifferences(Vector256.LoadUnsafe(ref line, HalfRow), other.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector256<float> LeastOfColumn(ref byte row, int stride, ref byte block, Vector256<int> size, ReadOnlySpan<Vector256<int>> found)
    {
        var (least, flat) = (Vector256.Create(float.MaxValue), Vector256.Create(Dissimilarity.FlatSum));
        for (var dy = 0; dy < found.Length; dy++)
        {
            var difference = Avx512BW.IsSupported ? WideDifference(ref row, stride, ref block) : Difference(ref row, stride, ref block);
            least = Vector256.Min(least, Vector256.ConvertToSingle(difference) / (Vector256.ConvertToSingle(size + found[dy]) + flat));
            row = ref Unsafe.Add(ref row, stride);
        }

        return least;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> WideDifference(ref byte row, int stride, ref byte block)
    {
        var sums = Vector512<ushort>.Zero;
        for (var line = 0; line < Dissimilarity.BlockHeight; line++)
        {
            sums += Avx512BW.SumAbsoluteDifferences(Vector512.LoadUnsafe(ref row, (nuint)(line * stride)), Vector512.LoadUnsafe(ref block, (nuint)(line * Thumbnail.Width)));
        }

        return Avx512F.ConvertToVector256Int32(sums.AsInt64());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Difference(ref byte row, int stride, ref byte block)
    {
        var (left, right) = (Vector256<ushort>.Zero, Vector256<ushort>.Zero);
        for (var line = 0; line < Dissimilarity.BlockHeight; line++)
        {
            var (at, from) = ((nuint)(line * stride), (nuint)(line * Thumbnail.Width));
            left += Avx2.SumAbsoluteDifferences(Vector256.LoadUnsafe(ref row, at), Vector256.LoadUnsafe(ref block, from));
            right += Avx2.SumAbsoluteDifferences(Vector256.LoadUnsafe(ref row, at + HalfRow), Vector256.LoadUnsafe(ref block, from + HalfRow));
        }

        return Narrow(left, right);
    }

    /// <summary>Eight sums of 64 bits each as eight of 32.</summary>
    private static Vector256<int> Narrow(Vector256<ushort> left, Vector256<ushort> right) =>
        Vector256.Narrow(left.AsUInt64(), right.AsUInt64()).AsInt32();
}
