namespace HunyuanVideo.Curation.Picture;

/// <summary>Scales a plane down by the mean over the area of each new pixel.</summary>
internal static class AreaScaler
{
    public static byte[] Down(ReadOnlySpan<byte> pixels, int width, int height, int newWidth, int newHeight)
    {
        var result = new byte[newWidth * newHeight];
        var columns = new float[width];
        var row = new float[newWidth];
        for (var y = 0; y < newHeight; y++)
        {
            Array.Clear(columns);
            foreach (var (source, weight) in Shares(y, height, newHeight))
            {
                var line = pixels.Slice(source * width, width);
                for (var x = 0; x < width; x++)
                {
                    columns[x] += weight * line[x];
                }
            }

            Narrow(columns, row);
            for (var x = 0; x < newWidth; x++)
            {
                result[(y * newWidth) + x] = (byte)Math.Clamp(MathF.Round(row[x]), 0, byte.MaxValue);
            }
        }

        return result;
    }

    private static void Narrow(float[] columns, float[] row)
    {
        for (var x = 0; x < row.Length; x++)
        {
            var sum = 0f;
            foreach (var (source, weight) in Shares(x, columns.Length, row.Length))
            {
                sum += weight * columns[source];
            }

            row[x] = sum;
        }
    }

    /// <summary>Old pixels under new pixel <paramref name="at"/> and their shares of it.</summary>
    private static IEnumerable<(int Source, float Weight)> Shares(int at, int size, int newSize)
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
