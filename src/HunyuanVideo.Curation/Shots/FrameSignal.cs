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
    private const int BoxRadius = 6;
    private const int BoxPixels = ((2 * BoxRadius) + 1) * ((2 * BoxRadius) + 1);
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
    public static FrameSignal From(byte[] planes)
    {
        var detail = new int[Thumbnail.Pixels];
        WriteDetail(planes.AsSpan(0, Thumbnail.Pixels), detail);
        var contrast = SumOfSizes(detail) / ((float)BoxPixels * Thumbnail.Pixels);
        return new FrameSignal(Quantize(detail, contrast), contrast, DeviationOf(planes.AsSpan(0, Thumbnail.Pixels)), MeansOf(planes));
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

    /// <summary>169 × (luma − mean of the 13×13 pixels around it), edges repeated.</summary>
    private static void WriteDetail(ReadOnlySpan<byte> luma, Span<int> detail)
    {
        Span<int> columns = stackalloc int[Thumbnail.Width];
        for (var y = -BoxRadius; y <= BoxRadius; y++)
        {
            AddRow(columns, luma, y, 1);
        }

        for (var y = 0; y < Thumbnail.Height; y++)
        {
            var sum = columns[0] * (BoxRadius + 1);
            for (var x = 1; x <= BoxRadius; x++)
            {
                sum += columns[x];
            }

            for (var x = 0; x < Thumbnail.Width; x++)
            {
                var at = (y * Thumbnail.Width) + x;
                detail[at] = (BoxPixels * luma[at]) - sum;
                sum += columns[Math.Min(x + BoxRadius + 1, Thumbnail.Width - 1)] - columns[Math.Max(x - BoxRadius, 0)];
            }

            AddRow(columns, luma, y - BoxRadius, -1);
            AddRow(columns, luma, y + BoxRadius + 1, 1);
        }
    }

    private static void AddRow(Span<int> columns, ReadOnlySpan<byte> luma, int y, int sign)
    {
        var row = luma.Slice(Math.Clamp(y, 0, Thumbnail.Height - 1) * Thumbnail.Width, Thumbnail.Width);
        for (var x = 0; x < Thumbnail.Width; x++)
        {
            columns[x] += sign * row[x];
        }
    }

    private static long SumOfSizes(ReadOnlySpan<int> detail)
    {
        var sum = 0L;
        foreach (var value in detail)
        {
            sum += Math.Abs(value);
        }

        return sum;
    }

    private static byte[] Quantize(ReadOnlySpan<int> detail, float contrast)
    {
        var scale = StructureScale / (BoxPixels * Math.Max(LeastContrast, contrast));
        var structure = new byte[detail.Length];
        for (var at = 0; at < structure.Length; at++)
        {
            var value = (int)MathF.Round(detail[at] * scale);
            structure[at] = (byte)(Math.Clamp(value, -StructureReach, StructureReach) + StructureZero);
        }

        return structure;
    }

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

    private static float[] MeansOf(byte[] planes)
    {
        var means = new float[MeanCount];
        Span<int> sums = stackalloc int[MeanColumns];
        for (var row = 0; row < MeanRows * Thumbnail.PlaneCount; row++)
        {
            sums.Clear();
            var pixels = planes.AsSpan(row * MeanSize * Thumbnail.Width, MeanSize * Thumbnail.Width);
            for (var at = 0; at < pixels.Length; at++)
            {
                sums[at % Thumbnail.Width / MeanSize] += pixels[at];
            }

            for (var column = 0; column < MeanColumns; column++)
            {
                means[(row * MeanColumns) + column] = sums[column] / (float)(MeanSize * MeanSize);
            }
        }

        return means;
    }
}
