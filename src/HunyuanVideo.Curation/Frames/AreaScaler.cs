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
                var line = pixels.Slice(source * width, width);
                for (var x = 0; x < width; x++)
                {
                    columns[x] += weight * line[x];
                }
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
