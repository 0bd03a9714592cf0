using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Alike;

/// <summary>
/// A frame made small enough to keep until the picture's box is known. Its pixels are means of squares of
/// <see cref="Factor"/> × <see cref="Factor"/> pixels of the frame.
/// </summary>
internal sealed class ReducedFrame
{
    private readonly Plane _luma;
    private readonly Plane? _blue;
    private readonly Plane? _red;

    private ReducedFrame(int factor, Plane luma, Plane? blue, Plane? red) => (Factor, _luma, _blue, _red) = (factor, luma, blue, red);

    /// <summary>Pixels of the frame, each way, in one of these.</summary>
    public int Factor { get; }

    public static ReducedFrame From(ViewFrame frame, int keptSide, bool withChroma)
    {
        var factor = Math.Max(1, (Math.Max(frame.Width, frame.Height) + keptSide - 1) / keptSide);
        var luma = Reduce(frame.Y, frame.Width, frame.Height, factor);
        return withChroma
            ? new(factor, luma, Reduce(frame.U, frame.ChromaWidth, frame.ChromaHeight, factor), Reduce(frame.V, frame.ChromaWidth, frame.ChromaHeight, factor))
            : new(factor, luma, null, null);
    }

    /// <summary>Luma inside the box (pixels of the frame, edges may be fractions) as <paramref name="side"/>² area means.</summary>
    public float[] Luma(ViewBox box, int side) => _luma.Resample(box.Divide(Factor), side);

    /// <summary>Blue difference inside the box.</summary>
    public float[] Blue(ViewBox box, int side) => _blue!.Resample(box.Divide(2 * Factor), side);

    /// <summary>Red difference inside the box.</summary>
    public float[] Red(ViewBox box, int side) => _red!.Resample(box.Divide(2 * Factor), side);

    private static Plane Reduce(byte[] pixels, int width, int height, int factor)
    {
        var (columns, rows) = ((width + factor - 1) / factor, (height + factor - 1) / factor);
        var kept = new float[columns * rows];
        var sums = new int[columns];
        for (var row = 0; row < rows; row++)
        {
            Array.Clear(sums);
            var (top, bottom) = (row * factor, Math.Min(height, (row + 1) * factor));
            for (var y = top; y < bottom; y++)
            {
                AddRow(pixels.AsSpan(y * width, width), factor, sums);
            }

            for (var column = 0; column < columns; column++)
            {
                kept[row * columns + column] = sums[column] / (float)((bottom - top) * (Math.Min(width, (column + 1) * factor) - column * factor));
            }
        }

        return new Plane(columns, rows, kept);
    }

    private static void AddRow(ReadOnlySpan<byte> pixels, int factor, int[] sums)
    {
        var x = 0;
        for (var column = 0; column < sums.Length; column++)
        {
            var (end, sum) = (Math.Min(pixels.Length, x + factor), 0);
            for (; x < end; x++)
            {
                sum += pixels[x];
            }

            sums[column] += sum;
        }
    }

    private sealed record Plane(int Width, int Height, float[] Pixels)
    {
        public float[] Resample(ViewBox box, int side)
        {
            var columns = Span(box.X0, box.X1, Width, side);
            var rows = Span(box.Y0, box.Y1, Height, side);
            var across = new double[Height * side];
            for (var y = 0; y < Height; y++)
            {
                for (var column = 0; column < side; column++)
                {
                    across[y * side + column] = columns[column].Mean(Pixels.AsSpan(y * Width, Width));
                }
            }

            var result = new float[side * side];
            var line = new float[Height];
            for (var column = 0; column < side; column++)
            {
                for (var y = 0; y < Height; y++)
                {
                    line[y] = (float)across[y * side + column];
                }

                for (var row = 0; row < side; row++)
                {
                    result[row * side + column] = (float)rows[row].Mean(line);
                }
            }

            return result;
        }

        private static Interval[] Span(double from, double to, int length, int count)
        {
            from = Math.Clamp(from, 0, length - 1);
            to = Math.Clamp(to, Math.Min(from + 1, length), length);
            return [.. Enumerable.Range(0, count).Select(i => new Interval(from + (to - from) * i / count, from + (to - from) * (i + 1) / count))];
        }
    }

    /// <summary>A stretch of a line of pixels, with fractions of the pixels at its ends.</summary>
    private readonly record struct Interval(double From, double To)
    {
        public double Mean(ReadOnlySpan<float> line)
        {
            var sum = 0.0;
            for (var i = (int)From; i < line.Length && i < To; i++)
            {
                sum += line[i] * (Math.Min(To, i + 1) - Math.Max(From, i));
            }

            return sum / (To - From);
        }
    }
}
