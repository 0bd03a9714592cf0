using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HunyuanVideo.Curation.Decoding;

namespace HunyuanVideo.Curation.Shots;

/// <summary>
/// Luma less the mean of the 13×13 pixels around it, times 169 so that all is in whole numbers. Vectors of a fixed width
/// and no sums of fractions: the same bits on every machine.
/// </summary>
internal static class BoxDetail
{
    /// <summary>Pixels of the box.</summary>
    public const int BoxPixels = ((2 * Radius) + 1) * ((2 * Radius) + 1);

    private const int Radius = 6;
    private const int Lanes = 16;
    private const int PaddedWidth = Thumbnail.Width + (2 * Radius) + Lanes;

    /// <summary>Writes 169 × luma and the sum of the box around it, edges repeated; gives Σ|their difference|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static long Write(ReadOnlySpan<byte> luma, Span<ushort> centres, Span<ushort> boxes)
    {
        Span<ushort> columns = stackalloc ushort[PaddedWidth];
        Span<ushort> twos = stackalloc ushort[PaddedWidth];
        Span<ushort> fours = stackalloc ushort[PaddedWidth];
        Span<ushort> eights = stackalloc ushort[PaddedWidth];
        columns.Clear();
        for (var y = -Radius; y <= Radius; y++)
        {
            AddRow(columns, luma, y);
        }

        for (var y = 0; y < Thumbnail.Height; y++)
        {
            columns[..Radius].Fill(columns[Radius]);
            columns.Slice(Radius + Thumbnail.Width, Radius).Fill(columns[Radius + Thumbnail.Width - 1]);
            AddShifted(columns, 1, twos);
            AddShifted(twos, 2, fours);
            AddShifted(fours, 4, eights);
            WriteBoxes(columns, fours, eights, boxes.Slice(y * Thumbnail.Width, Thumbnail.Width));
            SubtractRow(columns, luma, y - Radius);
            AddRow(columns, luma, y + Radius + 1);
        }

        return WriteCentres(luma, centres, boxes);
    }

    private static void AddRow(Span<ushort> columns, ReadOnlySpan<byte> luma, int y)
    {
        ref var row = ref Row(luma, y);
        ref var sums = ref columns[Radius];
        for (nuint x = 0; x < Thumbnail.Width; x += Lanes)
        {
            (Vector256.LoadUnsafe(ref sums, x) + Widen(ref row, x)).StoreUnsafe(ref sums, x);
        }
    }

    private static void SubtractRow(Span<ushort> columns, ReadOnlySpan<byte> luma, int y)
    {
        ref var row = ref Row(luma, y);
        ref var sums = ref columns[Radius];
        for (nuint x = 0; x < Thumbnail.Width; x += Lanes)
        {
            (Vector256.LoadUnsafe(ref sums, x) - Widen(ref row, x)).StoreUnsafe(ref sums, x);
        }
    }

    private static ref byte Row(ReadOnlySpan<byte> luma, int y) =>
        ref Unsafe.Add(ref MemoryMarshal.GetReference(luma), Math.Clamp(y, 0, Thumbnail.Height - 1) * Thumbnail.Width);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Widen(ref byte row, nuint x)
    {
        var (lower, upper) = Vector128.Widen(Vector128.LoadUnsafe(ref row, x));
        return Vector256.Create(lower, upper);
    }

    /// <summary>target[x] = source[x] + source[x + shift]; what lies behind the last whole vector is never asked for.</summary>
    private static void AddShifted(Span<ushort> source, int shift, Span<ushort> target)
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        for (nuint x = 0; x + (nuint)(Lanes + shift) <= PaddedWidth; x += Lanes)
        {
            (Vector256.LoadUnsafe(ref from, x) + Vector256.LoadUnsafe(ref from, x + (nuint)shift)).StoreUnsafe(ref to, x);
        }
    }

    /// <summary>Thirteen neighbours are eight, four and one.</summary>
    private static void WriteBoxes(Span<ushort> columns, Span<ushort> fours, Span<ushort> eights, Span<ushort> boxes)
    {
        ref var ones = ref MemoryMarshal.GetReference(columns);
        ref var four = ref MemoryMarshal.GetReference(fours);
        ref var eight = ref MemoryMarshal.GetReference(eights);
        ref var box = ref MemoryMarshal.GetReference(boxes);
        for (nuint x = 0; x < Thumbnail.Width; x += Lanes)
        {
            (Vector256.LoadUnsafe(ref eight, x) + Vector256.LoadUnsafe(ref four, x + 8) + Vector256.LoadUnsafe(ref ones, x + 12)).StoreUnsafe(ref box, x);
        }
    }

    private static long WriteCentres(ReadOnlySpan<byte> luma, Span<ushort> centres, Span<ushort> boxes)
    {
        ref var pixels = ref MemoryMarshal.GetReference(luma);
        ref var centre = ref MemoryMarshal.GetReference(centres);
        ref var box = ref MemoryMarshal.GetReference(boxes);
        var (sums, scale) = (Vector256<uint>.Zero, Vector256.Create((ushort)BoxPixels));
        for (nuint at = 0; at < Thumbnail.Pixels; at += Lanes)
        {
            var scaled = Widen(ref pixels, at) * scale;
            var around = Vector256.LoadUnsafe(ref box, at);
            scaled.StoreUnsafe(ref centre, at);
            var (lower, upper) = Vector256.Widen(Vector256.Max(scaled, around) - Vector256.Min(scaled, around));
            sums += lower + upper;
        }

        return Vector256.Sum(sums);
    }
}
