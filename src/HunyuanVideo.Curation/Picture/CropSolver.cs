using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Picture;

/// <summary>
/// Chooses, among all rectangles bounded by edges of the border box and of obstacles, the one of least cost.
/// Source: spec curation §4 S7.
/// </summary>
/// <remarks>
/// What a rectangle costs by its obstacles comes from a table of sums over the grid of edges, so that each costs a few
/// additions; spans are taken from the longest down and left as soon as the area lost alone costs more than the best.
/// </remarks>
public static class CropSolver
{
    /// <summary>Name of the stage.</summary>
    public const string Stage = "crop";

    /// <summary>Version of the algorithm.</summary>
    public const int Version = 1;

    /// <summary>The crop of a clip.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="border">Picture inside its borders, in source pixels, not empty.</param>
    /// <param name="obstacles">What to avoid; those outside the border box do not matter.</param>
    /// <param name="options">Costs.</param>
    public static CropRow Solve(AnalysedClip clip, PixelBox border, IReadOnlyList<CropObstacle> obstacles, CropOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(obstacles);
        options ??= new CropOptions();
        var inflated = Inflate(border, obstacles, options);
        var (box, cost) = Least(border, [.. inflated.Select(o => o.Box)], options);
        if (Even(box).Area < options.LeastKeptArea * border.Area)
        {
            (box, cost) = (border, Cost(border, border, [.. inflated.Select(o => o.Box)], options));
        }

        var even = Even(box);
        return new CropRow
        {
            ClipId = clip.ClipId,
            X0 = even.X0,
            Y0 = even.Y0,
            X1 = even.X1,
            Y1 = even.Y1,
            KeptArea = (float)(even.Area / (double)border.Area),
            Aspect = (float)(even.Width / (double)even.Height),
            Cost = (float)cost,
            Avoids = string.Join(',', inflated.Where(o => o.Box.Intersect(even).IsNone()).Select(o => o.Kind).Distinct().Order(StringComparer.Ordinal)),
        };
    }

    /// <summary>The rectangle of least cost and its cost; of equal ones the first from the widest and highest on.</summary>
    internal static (PixelBox Box, double Cost) Least(PixelBox border, IReadOnlyList<PixelBox> obstacles, CropOptions options)
    {
        var columns = Lines(border.X0, border.X1, obstacles.SelectMany(o => new[] { o.X0, o.X1 }));
        var rows = Lines(border.Y0, border.Y1, obstacles.SelectMany(o => new[] { o.Y0, o.Y1 }));
        var covered = CoveredArea(columns, rows, obstacles);
        var heights = Spans(rows);
        var (best, bestCost) = (border, double.PositiveInfinity);
        foreach (var (left, right) in Spans(columns))
        {
            var width = columns[right] - columns[left];
            if (AreaLost((long)width * border.Height, border) > bestCost)
            {
                break;      // every narrower one loses more
            }

            foreach (var (top, bottom) in heights)
            {
                var box = new PixelBox(columns[left], rows[top], columns[right], rows[bottom]);
                if (AreaLost(box.Area, border) > bestCost)
                {
                    break;
                }

                var kept = covered[right, bottom] - covered[left, bottom] - covered[right, top] + covered[left, top];
                var cost = Cost(box, border, kept, options);
                if (cost < bestCost)
                {
                    (best, bestCost) = (box, cost);
                }
            }
        }

        return (best, bestCost);
    }

    /// <summary>Cost of one rectangle.</summary>
    internal static double Cost(PixelBox box, PixelBox border, IReadOnlyList<PixelBox> obstacles, CropOptions options) =>
        Cost(box, border, obstacles.Sum(o => o.Intersect(box).IsNone() ? 0 : o.Intersect(box).Area), options);

    private static double Cost(PixelBox box, PixelBox border, long keptObstacles, CropOptions options)
    {
        var (shiftX, shiftY) = ((box.X0 + box.X1 - border.X0 - border.X1) / 2.0, (box.Y0 + box.Y1 - border.Y0 - border.Y1) / 2.0);
        var diagonal = Math.Sqrt(((double)border.Width * border.Width) + ((double)border.Height * border.Height));
        var aspect = box.Width / (double)box.Height;
        return AreaLost(box.Area, border)
            + (options.ShiftCost * Math.Sqrt((shiftX * shiftX) + (shiftY * shiftY)) / diagonal)
            + (aspect < options.LeastAspect || aspect > options.GreatestAspect ? options.AspectCost : 0)
            + (options.KeptObstacleCost * keptObstacles / border.Area);
    }

    private static double AreaLost(long area, PixelBox border) => 1 - (area / (double)border.Area);

    private static List<CropObstacle> Inflate(PixelBox border, IReadOnlyList<CropObstacle> obstacles, CropOptions options)
    {
        var room = (int)Math.Round(options.Inflation * border.Height);
        return [.. obstacles
            .Select(o => o with { Box = new PixelBox(o.Box.X0 - room, o.Box.Y0 - room, o.Box.X1 + room, o.Box.Y1 + room).Intersect(border) })
            .Where(o => !o.Box.IsNone())
            .OrderByDescending(o => o.Box.Area)
            .Take(options.MostObstacles)];
    }

    private static int[] Lines(int low, int high, IEnumerable<int> edges) =>
        [.. edges.Where(edge => edge > low && edge < high).Append(low).Append(high).Distinct().Order()];

    /// <summary>All pairs of lines, the farthest apart first.</summary>
    private static (int Low, int High)[] Spans(int[] lines)
    {
        var spans = new List<(int Low, int High)>();
        for (var low = 0; low < lines.Length; low++)
        {
            for (var high = low + 1; high < lines.Length; high++)
            {
                spans.Add((low, high));
            }
        }

        return [.. spans.OrderByDescending(span => lines[span.High] - lines[span.Low]).ThenBy(span => span.Low)];
    }

    /// <summary>Area of obstacles left of column line i and above row line j; where several lie on one another, each counts.</summary>
    private static long[,] CoveredArea(int[] columns, int[] rows, IReadOnlyList<PixelBox> obstacles)
    {
        var sums = new long[columns.Length, rows.Length];
        for (var i = 1; i < columns.Length; i++)
        {
            for (var j = 1; j < rows.Length; j++)
            {
                var cell = new PixelBox(columns[i - 1], rows[j - 1], columns[i], rows[j]);
                var layers = obstacles.Count(o => o.X0 <= cell.X0 && o.X1 >= cell.X1 && o.Y0 <= cell.Y0 && o.Y1 >= cell.Y1);
                sums[i, j] = sums[i - 1, j] + sums[i, j - 1] - sums[i - 1, j - 1] + (layers * cell.Area);
            }
        }

        return sums;
    }

    /// <summary>Even sizes, and even places where the box had a pixel to give.</summary>
    private static PixelBox Even(PixelBox box)
    {
        var (width, height) = (Math.Max(box.Width & ~1, 1), Math.Max(box.Height & ~1, 1));
        var x0 = box.Width > width ? box.X0 + (box.X0 & 1) : box.X0;
        var y0 = box.Height > height ? box.Y0 + (box.Y0 & 1) : box.Y0;
        return new PixelBox(x0, y0, x0 + width, y0 + height);
    }

    private static bool IsNone(this PixelBox box) => box.Width <= 0 || box.Height <= 0;
}
