namespace HunyuanVideo.Curation.Text;

/// <summary>Which of the lines found in a row of samples are there to stay. Source: spec curation §4 S6.</summary>
/// <param name="Width">Columns of the samples.</param>
/// <param name="Height">Rows.</param>
/// <param name="Lines">The lines that count, sample by sample.</param>
/// <param name="Shift">How far they move from a sample to the next, or null if they do not scroll.</param>
internal sealed record TextSeries(int Width, int Height, IReadOnlyList<IReadOnlyList<FoundText>> Lines, (double X, double Y)? Shift)
{
    /// <summary>Looks into every sample that can matter and keeps the lines seen in at least two of some three neighbours.</summary>
    /// <param name="pictures">The samples, in order of time, of one size.</param>
    /// <param name="detector">Finds.</param>
    /// <param name="options">Rules.</param>
    public static TextSeries Of(IReadOnlyList<TextPicture> pictures, ITextDetector detector, TextOptions options)
    {
        var found = new IReadOnlyList<FoundText>[pictures.Count];
        Array.Fill(found, []);

        // Two samples of which neither is looked at here lie a whole window apart: empty ones settle the matter.
        Look(sample => sample % options.Window != 0 || pictures.Count == 1);
        if (found.Any(lines => lines.Count > 0))
        {
            Look(sample => sample % options.Window == 0 && pictures.Count > 1);
        }

        var shift = ScrollSearch.Find(found, pictures[0].Width, pictures[0].Height, options);
        var lasting = found.Select((lines, sample) => (IReadOnlyList<FoundText>)[.. lines.Where(line => pictures.Count == 1 || IsSeenAgain(line, sample))]);
        return new(pictures[0].Width, pictures[0].Height, [.. lasting], shift);

        void Look(Func<int, bool> wanted)
        {
            foreach (var sample in Enumerable.Range(0, pictures.Count).Where(wanted))
            {
                found[sample] = detector.Find(pictures[sample]);
            }
        }

        bool IsSeenAgain(FoundText line, int sample)
        {
            var others = Enumerable.Range(sample - options.Window + 1, (2 * options.Window) - 1).Where(other => other != sample && other >= 0 && other < found.Length);
            return others.Any(other => found[other].Any(candidate => IsAt(candidate, line, 0, 0)
                || (shift is { } step && IsAt(candidate, line, step.X * (other - sample), step.Y * (other - sample)))));
        }

        bool IsAt(FoundText candidate, FoundText line, double x, double y) =>
            FoundText.Overlap(candidate.Box, line.Quad.Shift(x, y).Bounds) >= options.SameOverlap;
    }

    /// <summary>Share of the picture under the lines of one sample.</summary>
    public double Coverage(int sample) => Share(Lines[sample]);

    /// <summary>Share of the picture under any line.</summary>
    public double TotalCoverage() => Share([.. Lines.SelectMany(lines => lines)]);

    private double Share(IReadOnlyList<FoundText> lines)
    {
        var mask = new bool[Width * Height];
        var covered = 0;
        foreach (var line in lines)
        {
            var box = line.Ink.Bounds.Intersect(new(0, 0, Width, Height));
            for (var y = box.Y0; y < box.Y1; y++)
            {
                for (var x = box.X0; x < box.X1; x++)
                {
                    var position = (y * Width) + x;
                    if (!mask[position] && line.Ink.Contains(x + 0.5, y + 0.5))
                    {
                        mask[position] = true;
                        covered++;
                    }
                }
            }
        }

        return (double)covered / mask.Length;
    }
}
