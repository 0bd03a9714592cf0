using System.Runtime.Intrinsics;

namespace HunyuanVideo.Curation.Frames;

/// <summary>Scales a plane down by the mean over the area of each new pixel.</summary>
internal static class AreaScaler
{
    public static byte[] Down(ReadOnlySpan<byte> pixels, int width, int height, int newWidth, int newHeight)
    {
        var result = new byte[newWidth * newHeight];
        var (sharesOfRows, sharesOfColumns) = (Shares(height, newHeight), Shares(width, newWidth));
        var columns = new float[width];
        for (var y = 0; y < newHeight; y++)
        {
            Array.Clear(columns);
            foreach (var (source, weight) in sharesOfRows[y])
            {
                AddRow(pixels.Slice(source * width, width), weight, columns);
            }

            for (var x = 0; x < newWidth; x++)
            {
                var sum = 0f;
                foreach (var (source, weight) in sharesOfColumns[x])
                {
                    sum += weight * columns[source];
                }

                result[(y * newWidth) + x] = (byte)Math.Clamp(MathF.Round(sum), 0, byte.MaxValue);
            }
        }

        return result;
    }

    private static void AddRow(ReadOnlySpan<byte> line, float weight, float[] columns)
    {
        var x = 0;
        for (; x <= line.Length - Vector256<byte>.Count; x += Vector256<byte>.Count)
        {
            // Multiplied and added one after the other: fused, the sum would depend on the machine.
            var (low, high) = Vector256.Widen(Vector256.Create(line[x..]));
            var (first, second) = Vector256.Widen(low);
            var (third, fourth) = Vector256.Widen(high);
            AddEight(first, weight, columns, x);
            AddEight(second, weight, columns, x + Vector256<float>.Count);
            AddEight(third, weight, columns, x + (2 * Vector256<float>.Count));
            AddEight(fourth, weight, columns, x + (3 * Vector256<float>.Count));
        }

        for (; x < line.Length; x++)
        {
            columns[x] += weight * line[x];
        }
    }

    private static void AddEight(Vector256<uint> values, float weight, float[] columns, int x) =>
        (Vector256.Create(columns, x) + (Vector256.ConvertToSingle(values.AsInt32()) * weight)).CopyTo(columns, x);

    /// <summary>For each new pixel the old ones under it and their shares of it.</summary>
    private static (int Source, float Weight)[][] Shares(int size, int newSize) =>
        [.. Enumerable.Range(0, newSize).Select(at => SharesOf(at, size, newSize).ToArray())];

    private static IEnumerable<(int Source, float Weight)> SharesOf(int at, int size, int newSize)
    {
        // In units of 1/newSize of an old pixel all edges are whole numbers.
        var (start, end) = ((long)at * size, (long)(at + 1) * size);
        for (var source = start / newSize; source * newSize < end; source++)
        {
            var shared = Math.Min(end, (source + 1) * newSize) - Math.Max(start, source * newSize);
            yield return ((int)source, shared / (float)size);
        }
    }
}
