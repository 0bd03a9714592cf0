namespace HunyuanVideo.Curation.Text;

/// <summary>Chooses the few lines worth reading and reads them.</summary>
internal static class LineReader
{
    private const string Between = " / ";

    /// <summary>Some of what is written, from top to bottom; empty if nothing sure was read.</summary>
    public static string Sample(IReadOnlyList<TextPicture> pictures, TextSeries series, ITextRecogniser recogniser, TextOptions options)
    {
        var texts = new List<string>();
        foreach (var (line, sample) in Choose(series, options))
        {
            var text = string.Concat(recogniser.Read(pictures[sample], line.Quad).Text.Where(character => !char.IsControl(character)));
            if (text.Length > 0 && !texts.Contains(text))
            {
                texts.Add(text);
            }
        }

        var joined = string.Join(Between, texts);
        return joined.Length <= options.MostSampleCharacters ? joined : Cut(joined, options.MostSampleCharacters);
    }

    /// <summary>The largest lines, each once, in the sample where the detector was surest.</summary>
    private static IEnumerable<(FoundText Line, int Sample)> Choose(TextSeries series, TextOptions options)
    {
        var lines = new List<(FoundText Line, int Sample)>();
        var all = series.Lines.SelectMany((found, sample) => found.Select(line => (Line: line, Sample: sample)));
        foreach (var entry in all.OrderByDescending(entry => entry.Line.Score).ThenBy(entry => entry.Sample).ThenBy(entry => entry.Line.Box.Y0))
        {
            if (!lines.Any(known => IsSame(known.Line, entry.Line, (entry.Sample - known.Sample) * (series.Shift?.X ?? 0), (entry.Sample - known.Sample) * (series.Shift?.Y ?? 0), options)))
            {
                lines.Add(entry);
            }
        }

        return lines.OrderByDescending(entry => entry.Line.Quad.Area).Take(options.MostReadings)
            .OrderBy(entry => entry.Line.Quad.CentreY).ThenBy(entry => entry.Sample).ThenBy(entry => entry.Line.Quad.CentreX);
    }

    private static bool IsSame(FoundText known, FoundText line, double x, double y, TextOptions options) =>
        FoundText.Overlap(known.Quad.Shift(x, y).Bounds, line.Box) >= options.SameOverlap
        && Math.Abs(known.Quad.Width - line.Quad.Width) <= Math.Max(options.SameSizePixels, options.SameSize * known.Quad.Width);

    private static string Cut(string text, int most) => text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)].TrimEnd();
}
