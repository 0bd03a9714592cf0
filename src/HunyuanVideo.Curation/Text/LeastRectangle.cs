namespace HunyuanVideo.Curation.Text;

/// <summary>The rectangle of least area around points: one of its sides lies along a side of the convex hull.</summary>
internal static class LeastRectangle
{
    /// <summary>The rectangle around the centres of an area's pixels.</summary>
    /// <param name="area">At least one pixel.</param>
    /// <param name="width">Columns of the picture.</param>
    public static TextQuad Around(ConnectedArea area, int width)
    {
        var hull = Hull(Outline(area, width));
        var best = Along(hull, 0);
        for (var side = 0; side < hull.Count; side++)
        {
            var (from, to) = (hull[side], hull[(side + 1) % hull.Count]);
            var candidate = Along(hull, Math.Atan2(to.Y - from.Y, to.X - from.X));
            if (candidate.Area < best.Area)
            {
                best = candidate;
            }
        }

        return best;
    }

    /// <summary>The first and the last pixel of each row: the hull needs no others.</summary>
    private static List<(int X, int Y)> Outline(ConnectedArea area, int width)
    {
        var (first, last) = (new int[area.Box.Height], new int[area.Box.Height]);
        Array.Fill(first, int.MaxValue);
        foreach (var pixel in area.Pixels)
        {
            var (y, x) = Math.DivRem(pixel, width);
            var row = y - area.Box.Y0;
            (first[row], last[row]) = (Math.Min(first[row], x), Math.Max(last[row], x));
        }

        var points = new List<(int X, int Y)>();
        for (var row = 0; row < first.Length; row++)
        {
            points.Add((first[row], row + area.Box.Y0));
            if (last[row] != first[row])
            {
                points.Add((last[row], row + area.Box.Y0));
            }
        }

        return points;
    }

    private static List<(int X, int Y)> Hull(List<(int X, int Y)> points)
    {
        points.Sort();
        if (points.Count < 3)
        {
            return points;
        }

        var hull = HalfHull(points);
        points.Reverse();
        hull.AddRange(HalfHull(points));
        return hull;
    }

    private static List<(int X, int Y)> HalfHull(List<(int X, int Y)> points)
    {
        var half = new List<(int X, int Y)>();
        foreach (var point in points)
        {
            while (half.Count >= 2 && Cross(half[^2], half[^1], point) <= 0)
            {
                half.RemoveAt(half.Count - 1);
            }

            half.Add(point);
        }

        half.RemoveAt(half.Count - 1);
        return half;
    }

    private static long Cross((int X, int Y) origin, (int X, int Y) a, (int X, int Y) b) =>
        ((long)(a.X - origin.X) * (b.Y - origin.Y)) - ((long)(a.Y - origin.Y) * (b.X - origin.X));

    private static TextQuad Along(List<(int X, int Y)> hull, double angle)
    {
        angle -= Math.Round(angle / (Math.PI / 2)) * (Math.PI / 2);     // −π/4 … π/4: lines of text lie
        var (cos, sin) = (Math.Cos(angle), Math.Sin(angle));
        var (left, right, top, bottom) = (double.MaxValue, double.MinValue, double.MaxValue, double.MinValue);
        foreach (var (x, y) in hull)
        {
            var (along, across) = ((x * cos) + (y * sin), (y * cos) - (x * sin));
            (left, right, top, bottom) = (Math.Min(left, along), Math.Max(right, along), Math.Min(top, across), Math.Max(bottom, across));
        }

        var (middle, level) = ((left + right) / 2, (top + bottom) / 2);
        return new((middle * cos) - (level * sin) + 0.5, (middle * sin) + (level * cos) + 0.5, right - left, bottom - top, angle);
    }
}
