namespace HunyuanVideo.Curation.Text;

/// <summary>Finds lines that all move alike, straight and evenly: credits. Source: spec curation §4 S6.</summary>
internal static class ScrollSearch
{
    /// <summary>The shift from a sample to the next, in pixels, or null.</summary>
    /// <param name="samples">The lines found, sample by sample.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="options">Rules.</param>
    public static (double X, double Y)? Find(IReadOnlyList<IReadOnlyList<FoundText>> samples, int width, int height, TextOptions options)
    {
        var (least, same) = (new Extent(width, height, options.LeastShift), new Extent(width, height, options.SameShift));
        (double X, double Y)? before = null;
        var run = 0;
        for (var sample = 0; sample + 1 < samples.Count; sample++)
        {
            var shift = Common(samples[sample], samples[sample + 1], same, options);
            var goesOn = shift is { } now && IsStraight(now, least, same);
            run = !goesOn ? 0 : before is { } last && run > 0 && same.Holds(shift!.Value.X - last.X, shift.Value.Y - last.Y) ? run + 1 : 1;
            if (run >= options.LeastShiftedPairs)
            {
                return shift;
            }

            before = shift;
        }

        return null;
    }

    private static (double X, double Y)? Common(IReadOnlyList<FoundText> before, IReadOnlyList<FoundText> after, Extent same, TextOptions options)
    {
        var shifts = before.SelectMany(_ => after, (a, b) => (a, b))
            .Where(pair => IsSameSize(pair.a.Quad, pair.b.Quad, options))
            .Select(pair => (X: pair.b.Quad.CentreX - pair.a.Quad.CentreX, Y: pair.b.Quad.CentreY - pair.a.Quad.CentreY))
            .ToArray();
        if (shifts.Length == 0)
        {
            return null;
        }

        // Lines of equal size give several shifts: the one that most follow, among equals the least, is theirs.
        var best = shifts.OrderByDescending(Followers).ThenBy(shift => Math.Abs(shift.X) + Math.Abs(shift.Y)).First();
        return Followers(best) >= Math.Max(1, options.ShiftedShare * Math.Min(before.Count, after.Count)) ? best : null;

        int Followers((double X, double Y) shift) => shifts.Count(other => same.Holds(other.X - shift.X, other.Y - shift.Y));
    }

    private static bool IsStraight((double X, double Y) shift, Extent least, Extent same) =>
        (Math.Abs(shift.Y) >= least.Y && Math.Abs(shift.X) <= same.X) || (Math.Abs(shift.X) >= least.X && Math.Abs(shift.Y) <= same.Y);

    private static bool IsSameSize(TextQuad a, TextQuad b, TextOptions options) =>
        IsSame(a.Width, b.Width, options) && IsSame(a.Height, b.Height, options);

    private static bool IsSame(double a, double b, TextOptions options) =>
        Math.Abs(a - b) <= Math.Max(options.SameSizePixels, options.SameSize * Math.Max(a, b));

    /// <summary>A distance in both directions.</summary>
    private readonly record struct Extent(double X, double Y)
    {
        public Extent(int width, int height, double share)
            : this(width * share, height * share)
        {
        }

        public bool Holds(double x, double y) => Math.Abs(x) <= X && Math.Abs(y) <= Y;
    }
}
