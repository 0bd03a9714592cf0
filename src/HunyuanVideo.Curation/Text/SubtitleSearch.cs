using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Text;

/// <summary>Finds lines low in the picture that change in time while they stay in one band. Source: spec curation §4 S6.</summary>
internal static class SubtitleSearch
{
    /// <summary>The box around all lines of the band, in pixels of the samples, or null.</summary>
    /// <param name="pictures">The samples.</param>
    /// <param name="series">Their lines.</param>
    /// <param name="options">Rules.</param>
    public static PixelBox? Find(IReadOnlyList<TextPicture> pictures, TextSeries series, TextOptions options)
    {
        var low = series.Lines.SelectMany((lines, sample) => lines.Select(line => (line, sample)))
            .Where(entry => entry.line.Quad.CentreY >= options.SubtitleTop * series.Height)
            .ToArray();
        foreach (var (first, _) in low)
        {
            var band = low.Where(entry => IsInBand(entry.line.Quad, first.Quad, series.Height, options)).ToArray();
            if (Changes(band, pictures, options))
            {
                return band.Select(entry => entry.line.Box).Aggregate(Around).Intersect(new(0, 0, series.Width, series.Height));
            }
        }

        return null;
    }

    private static bool IsInBand(TextQuad line, TextQuad first, int height, TextOptions options) =>
        Math.Abs(line.CentreY - first.CentreY) <= options.BandSpread * height
        && Math.Max(line.Height, first.Height) <= options.BandHeights * Math.Min(line.Height, first.Height);

    private static bool Changes((FoundText Line, int Sample)[] band, IReadOnlyList<TextPicture> pictures, TextOptions options)
    {
        var samples = band.Select(entry => entry.Sample).Distinct().Order().ToArray();
        if (samples.Length < 2)
        {
            return false;
        }

        if (samples.Length < pictures.Count)
        {
            return true;        // it comes and goes
        }

        return samples.Zip(samples.Skip(1)).Any(pair => Differs(In(pair.First), In(pair.Second), pictures[pair.First], pictures[pair.Second], options));

        FoundText[] In(int sample) => [.. band.Where(entry => entry.Sample == sample).Select(entry => entry.Line)];
    }

    private static bool Differs(FoundText[] before, FoundText[] after, TextPicture picture, TextPicture next, TextOptions options)
    {
        if (before.Length != after.Length)
        {
            return true;
        }

        return before.Zip(after).Any(pair =>
            Math.Abs(pair.First.Quad.Width - pair.Second.Quad.Width) > Math.Max(options.SameSizePixels, options.SameSize * pair.First.Quad.Width)
            || LumaChange(pair.First.Box, picture, next) > options.ChangedLuma + LumaChange(new(0, 0, picture.Width, picture.Height), picture, next));
    }

    private static double LumaChange(PixelBox box, TextPicture before, TextPicture after)
    {
        var inside = box.Intersect(new(0, 0, before.Width, before.Height));
        long sum = 0;
        for (var y = inside.Y0; y < inside.Y1; y++)
        {
            var a = before.Luma.Row(y);
            var b = after.Luma.Row(y);
            for (var x = inside.X0; x < inside.X1; x++)
            {
                sum += Math.Abs(a[x] - b[x]);
            }
        }

        return (double)sum / Math.Max(1, inside.Area);
    }

    private static PixelBox Around(PixelBox a, PixelBox b) =>
        new(Math.Min(a.X0, b.X0), Math.Min(a.Y0, b.Y0), Math.Max(a.X1, b.X1), Math.Max(a.Y1, b.Y1));
}
