using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Text;

/// <summary>Pixels of a mask that touch one another, corners included.</summary>
/// <param name="Pixels">Their positions, y × width + x.</param>
/// <param name="Box">The box around them.</param>
internal sealed record ConnectedArea(IReadOnlyList<int> Pixels, PixelBox Box)
{
    /// <summary>All areas of a mask, in the order of their first pixels.</summary>
    /// <param name="mask">Width × height; consumed: all false afterwards.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public static IEnumerable<ConnectedArea> In(bool[] mask, int width, int height)
    {
        for (var start = 0; start < mask.Length; start++)
        {
            if (mask[start])
            {
                yield return Flood(mask, width, height, start);
            }
        }
    }

    private static ConnectedArea Flood(bool[] mask, int width, int height, int start)
    {
        var pixels = new List<int> { start };
        mask[start] = false;
        var (left, top, right, bottom) = (width, height, -1, -1);
        for (var next = 0; next < pixels.Count; next++)
        {
            var (y, x) = Math.DivRem(pixels[next], width);
            (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
            for (var row = Math.Max(0, y - 1); row <= Math.Min(height - 1, y + 1); row++)
            {
                for (var column = Math.Max(0, x - 1); column <= Math.Min(width - 1, x + 1); column++)
                {
                    var position = (row * width) + column;
                    if (mask[position])
                    {
                        mask[position] = false;
                        pixels.Add(position);
                    }
                }
            }
        }

        return new(pixels, new(left, top, right + 1, bottom + 1));
    }
}
