using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Motion;

/// <summary>A plane and its halves, quarters …; level 0 is the full size.</summary>
internal static class LumaPyramid
{
    /// <summary>At most <paramref name="levels"/> planes; a level whose shorter side would be below <paramref name="leastSide"/> is left out.</summary>
    public static IReadOnlyList<LumaPlane> Of(LumaPlane plane, int levels, int leastSide)
    {
        var planes = new List<LumaPlane>(levels) { plane };
        while (planes.Count < levels && Math.Min(planes[^1].Width, planes[^1].Height) / 2 >= leastSide)
        {
            planes.Add(Half(planes[^1]));
        }

        return planes;
    }

    /// <summary>Means of 2×2 pixels; an odd last row or column is dropped.</summary>
    public static LumaPlane Half(LumaPlane plane)
    {
        var (width, height) = (Math.Max(1, plane.Width / 2), Math.Max(1, plane.Height / 2));
        var pixels = new byte[width * height];
        var (right, below) = (plane.Width > 1 ? 1 : 0, plane.Height > 1 ? plane.Width : 0);
        for (var y = 0; y < height; y++)
        {
            var row = plane.Pixels.AsSpan(2 * y * plane.Width);
            for (var x = 0; x < width; x++)
            {
                pixels[(y * width) + x] = (byte)((row[2 * x] + row[(2 * x) + right] + row[(2 * x) + below] + row[(2 * x) + right + below] + 2) / 4);
            }
        }

        return new LumaPlane(width, height, pixels);
    }
}
