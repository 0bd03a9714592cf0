using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HunyuanVideo.Curation.Shots;

/// <summary>
/// Block search with 256-bit vectors: one instruction sums the differences of a row of four blocks. The same bits as
/// <see cref="BlockSearch"/>: sums are whole numbers, and each block's division is the same.
/// </summary>
internal static class VectorBlockSearch
{
    private const int BlocksInVector = 4;
    private const int VectorBytes = BlocksInVector * Dissimilarity.BlockWidth;

    /// <summary>As <see cref="BlockSearch.Ratios"/>.</summary>
    [SkipLocalsInit]
    public static void Ratios(ReadOnlySpan<byte> searched, ReadOnlySpan<byte> wanted, ReadOnlySpan<int> sizes, SearchReach reach, Span<float> ratios)
    {
        var (stride, rows) = (Thumbnail.Width + (2 * reach.X), Thumbnail.Height + (2 * reach.Y));
        Span<byte> padded = stackalloc byte[stride * rows];
        Pad(searched, reach, padded, stride);
        Span<Vector256<float>> least = stackalloc Vector256<float>[Dissimilarity.BlockRows];
        least.Fill(Vector256.Create(float.MaxValue));
        Span<Vector256<int>> rowSizes = stackalloc Vector256<int>[rows];
        for (var dx = 0; dx <= 2 * reach.X; dx++)
        {
            ref var column = ref padded[dx];
            WriteRowSizes(ref column, stride, rowSizes);
            for (var blockRow = 0; blockRow < Dissimilarity.BlockRows; blockRow++)
            {
                var size = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(sizes), (nuint)(blockRow * Dissimilarity.BlockColumns));
                least[blockRow] = LeastOfColumn(ref column, stride, wanted, size, rowSizes, blockRow * Dissimilarity.BlockHeight, (2 * reach.Y) + 1, least[blockRow]);
            }
        }

        for (var blockRow = 0; blockRow < Dissimilarity.BlockRows; blockRow++)
        {
            least[blockRow].CopyTo(ratios[(blockRow * Dissimilarity.BlockColumns)..]);
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

    /// <summary>Σ|g| of each row of eight neighbouring blocks, at one horizontal shift.</summary>
    private static void WriteRowSizes(ref byte column, int stride, Span<Vector256<int>> rowSizes)
    {
        var zero = Vector256.Create(FrameSignal.StructureZero);
        for (var y = 0; y < rowSizes.Length; y++)
        {
            var left = Avx2.SumAbsoluteDifferences(Vector256.LoadUnsafe(ref column, (nuint)(y * stride)), zero);
            var right = Avx2.SumAbsoluteDifferences(Vector256.LoadUnsafe(ref column, (nuint)((y * stride) + VectorBytes)), zero);
            rowSizes[y] = Narrow(left, right);
        }
    }

    private static Vector256<float> LeastOfColumn(
        ref byte column, int stride, ReadOnlySpan<byte> wanted, Vector256<int> size, ReadOnlySpan<Vector256<int>> rowSizes, int y, int shifts, Vector256<float> least)
    {
        ref var block = ref Unsafe.Add(ref MemoryMarshal.GetReference(wanted), y * Thumbnail.Width);
        var flat = Vector256.Create(Dissimilarity.FlatSum);
        for (var dy = 0; dy < shifts; dy++)
        {
            var (left, right) = (Vector256<ushort>.Zero, Vector256<ushort>.Zero);
            var found = size;
            for (var row = 0; row < Dissimilarity.BlockHeight; row++)
            {
                ref var line = ref Unsafe.Add(ref column, (y + dy + row) * stride);
                var at = (nuint)(row * Thumbnail.Width);
                left += Avx2.SumAbsoluteDifferences(Vector256.LoadUnsafe(ref line), Vector256.LoadUnsafe(ref block, at));
                right += Avx2.SumAbsoluteDifferences(Vector256.LoadUnsafe(ref line, VectorBytes), Vector256.LoadUnsafe(ref block, at + VectorBytes));
                found += rowSizes[y + dy + row];
            }

            var ratio = Vector256.ConvertToSingle(Narrow(left, right)) / (Vector256.ConvertToSingle(found) + flat);
            least = Vector256.Min(least, ratio);
        }

        return least;
    }

    /// <summary>Eight sums of 64 bits each as eight of 32.</summary>
    private static Vector256<int> Narrow(Vector256<ushort> left, Vector256<ushort> right) =>
        Vector256.Narrow(left.AsUInt64(), right.AsUInt64()).AsInt32();
}
