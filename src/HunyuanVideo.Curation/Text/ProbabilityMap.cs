namespace HunyuanVideo.Curation.Text;

/// <summary>What a detector of differentiable binarisation says: for each pixel, how likely the middle of a line of text is.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Values">Width × height, 0 … 1.</param>
internal sealed record ProbabilityMap(int Width, int Height, float[] Values)
{
    /// <summary>The lines in a picture of another size.</summary>
    public IReadOnlyList<FoundText> Lines(DetectorOptions options, double horizontal, double vertical) =>
        [.. Boxes(options).Select(text => new FoundText(text.Quad.Scale(horizontal, vertical), text.Score) { Ink = text.Quad.Grow(-options.InkMargin).Scale(horizontal, vertical) })];

    /// <summary>The lines, in pixels of the map, from top to bottom and from left to right.</summary>
    public IReadOnlyList<FoundText> Boxes(DetectorOptions options)
    {
        var found = new List<FoundText>();
        foreach (var area in ConnectedArea.In(Array.ConvertAll(Values, value => value > options.MapThreshold), Width, Height))
        {
            if (found.Count < options.MostBoxes && Box(area, options) is { } box)
            {
                found.Add(box);
            }
        }

        return [.. found.OrderBy(text => text.Box.Y0).ThenBy(text => text.Box.X0)];
    }

    private FoundText? Box(ConnectedArea area, DetectorOptions options)
    {
        var quad = LeastRectangle.Around(area, Width);
        if (Math.Min(quad.Width, quad.Height) < options.LeastSide)
        {
            return null;
        }

        var score = Mean(quad);
        var growth = quad.Area * options.Unclip / (2 * (quad.Width + quad.Height));
        return score < options.BoxThreshold ? null : new(quad.Grow(growth), score);
    }

    private float Mean(TextQuad quad)
    {
        var box = quad.Bounds.Intersect(new(0, 0, Width, Height));
        var (sum, count) = (0.0, 0);
        for (var y = box.Y0; y < box.Y1; y++)
        {
            for (var x = box.X0; x < box.X1; x++)
            {
                if (quad.Contains(x + 0.5, y + 0.5))
                {
                    sum += Values[(y * Width) + x];
                    count++;
                }
            }
        }

        return count == 0 ? 0 : (float)(sum / count);
    }
}
