using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HunyuanVideo.Curation.Decoding;

namespace HunyuanVideo.Curation.Shots;

/// <summary>What the finders see of a frame. Sums are of whole numbers, so the same picture gives the same bits everywhere. Source: spec curation §7, signal.</summary>
internal sealed class FrameSignal
{
    /// <summary>Structure is stored as g × 24 + 128 in a byte.</summary>
    public const int StructureScale = 24;

    /// <summary>The byte that stands for g = 0.</summary>
    public const byte StructureZero = 128;

    /// <summary>Block means of Y, U and V.</summary>
    public const int MeanCount = MeanColumns * MeanRows * Thumbnail.PlaneCount;

    private const int MeanColumns = 16;
    private const int MeanRows = 9;
    private const int MeanSize = 4;
    private const float LeastContrast = 1.2f;
    private const int StructureReach = 127;

    private FrameSignal(byte[] structure, float contrast, float deviation, float[] means) =>
        (Structure, Contrast, Deviation, Means) = (structure, contrast, deviation, means);

    /// <summary>
    /// Detail without brightness and gain: luma less its 13×13 mean, divided by the mean size of that, so that neither a
    /// light nor an exposure changes it. 64×36 bytes.
    /// </summary>
    public byte[] Structure { get; }

    /// <summary>Mean |luma − its 13×13 mean|, in steps of luma.</summary>
    public float Contrast { get; }

    /// <summary>Standard deviation of luma.</summary>
    public float Deviation { get; }

    /// <summary>Means of 4×4 blocks of Y, then U, then V.</summary>
    public float[] Means { get; }

    /// <summary>Signal of one thumbnail whose bars were removed.</summary>
    [SkipLocalsInit]
    public static FrameSignal From(byte[] planes)
    {
        Span<ushort> centres = stackalloc ushort[Thumbnail.Pixels];
        Span<ushort> boxes = stackalloc ushort[Thumbnail.Pixels];
        var luma = planes.AsSpan(0, Thumbnail.Pixels);
        var contrast = BoxDetail.Write(luma, centres, boxes) / ((float)BoxDetail.BoxPixels * Thumbnail.Pixels);
        return new FrameSignal(Quantize(centres, boxes, contrast), contrast, DeviationOf(luma), MeansOf(planes));
    }

    /// <summary>Stands for a frame that was left out: numbers by interpolation, structure of the frame before.</summary>
    /// <param name="before">The decoded frame before.</param>
    /// <param name="after">The decoded frame behind.</param>
    /// <param name="share">How far from the one to the other, 0…1.</param>
    public static FrameSignal Between(FrameSignal before, FrameSignal after, float share)
    {
        float Mix(float a, float b) => a + ((b - a) * share);
        var means = new float[MeanCount];
        for (var at = 0; at < means.Length; at++)
        {
            means[at] = Mix(before.Means[at], after.Means[at]);
        }

        return new FrameSignal(before.Structure, Mix(before.Contrast, after.Contrast), Mix(before.Deviation, after.Deviation), means);
    }

    /// <summary>Mean |g − other's g|.</summary>
    public float Difference(FrameSignal other) =>
        AbsoluteDifferences.Sum(Structure, other.Structure) / ((float)StructureScale * Thumbnail.Pixels);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static byte[] Quantize(ReadOnlySpan<ushort> centres, ReadOnlySpan<ushort> boxes, float contrast)
    {
        var scale = Vector256.Create(StructureScale / (BoxDetail.BoxPixels * Math.Max(LeastContrast, contrast)));
        var structure = new byte[Thumbnail.Pixels];
        ref var centre = ref MemoryMarshal.GetReference(centres);
        ref var box = ref MemoryMarshal.GetReference(boxes);
        for (nuint at = 0; at < Thumbnail.Pixels; at += (nuint)Vector256<ushort>.Count)
        {
            var (centreLow, centreHigh) = Vector256.Widen(Vector256.LoadUnsafe(ref centre, at));
            var (boxLow, boxHigh) = Vector256.Widen(Vector256.LoadUnsafe(ref box, at));
            var words = Vector256.Narrow(Steps(centreLow, boxLow, scale), Steps(centreHigh, boxHigh, scale));
            Vector128.Narrow(words.GetLower().AsUInt16(), words.GetUpper().AsUInt16()).StoreUnsafe(ref structure[0], at);
        }

        return structure;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Steps(Vector256<uint> centre, Vector256<uint> box, Vector256<float> scale)
    {
        var detail = Vector256.ConvertToSingle((centre - box).AsInt32()) * scale;
        var steps = Vector256.ConvertToInt32(Vector256.Round(detail));
        return Vector256.Min(Vector256.Max(steps, Vector256.Create(-StructureReach)), Vector256.Create(StructureReach)) + Vector256.Create((int)StructureZero);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float DeviationOf(ReadOnlySpan<byte> luma)
    {
        var (sum, squares) = (0L, 0L);
        foreach (var value in luma)
        {
            sum += value;
            squares += value * value;
        }

        return MathF.Sqrt((squares * Thumbnail.Pixels) - (sum * sum)) / Thumbnail.Pixels;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float[] MeansOf(byte[] planes)
    {
        var means = new float[MeanCount];
        for (var row = 0; row < MeanRows * Thumbnail.PlaneCount; row++)
        {
            var top = planes.AsSpan(row * MeanSize * Thumbnail.Width, MeanSize * Thumbnail.Width);
            for (var column = 0; column < MeanColumns; column++)
            {
                var sum = 0;
                for (var at = column * MeanSize; at < top.Length; at += Thumbnail.Width)
                {
                    sum += top[at] + top[at + 1] + top[at + 2] + top[at + 3];
                }

                means[(row * MeanColumns) + column] = sum / (float)(MeanSize * MeanSize);
            }
        }

        return means;
    }
}
