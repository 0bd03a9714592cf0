using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Motion;

/// <summary>One displacement of the whole picture, searched on a very small plane: the start for pans faster than the blocks' search.</summary>
internal static class WholeShift
{
    // Of each side, so that at least a quarter of the picture is compared.
    private const int ShareOfSide = 2;

    /// <summary>The shift (to the right, downwards) at which the mean difference of the overlap is least.</summary>
    public static (int X, int Y) Between(LumaPlane from, LumaPlane to)
    {
        var (mostX, mostY) = (from.Width / ShareOfSide, from.Height / ShareOfSide);
        var best = (Cost: double.MaxValue, X: 0, Y: 0);
        for (var y = -mostY; y <= mostY; y++)
        {
            for (var x = -mostX; x <= mostX; x++)
            {
                var cost = Difference(from, to, x, y);
                if (cost < best.Cost || (cost == best.Cost && (x * x) + (y * y) < (best.X * best.X) + (best.Y * best.Y)))
                {
                    best = (cost, x, y);
                }
            }
        }

        return (best.X, best.Y);
    }

    private static double Difference(LumaPlane from, LumaPlane to, int x, int y)
    {
        var width = from.Width - Math.Abs(x);
        var (startX, startY) = (Math.Max(0, -x), Math.Max(0, -y));
        var sum = 0;
        for (var row = startY; row < from.Height - Math.Max(0, y); row++)
        {
            var a = from.Row(row).Slice(startX, width);
            var b = to.Row(row + y).Slice(startX + x, width);
            for (var column = 0; column < a.Length; column++)
            {
                sum += Math.Abs(a[column] - b[column]);
            }
        }

        return (double)sum / (width * (from.Height - Math.Abs(y)));
    }
}
