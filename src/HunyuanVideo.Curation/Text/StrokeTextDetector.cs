using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Text;

/// <summary>Finds lines of text without a model: rows of even strokes in two tones. Source: spec curation §4 S6.</summary>
/// <param name="options">Thresholds.</param>
public sealed class StrokeTextDetector(StrokeOptions? options = null) : ITextDetector
{
    private const int Levels = 256;

    private readonly StrokeOptions _options = options ?? new();

    /// <inheritdoc/>
    public IReadOnlyList<FoundText> Find(TextPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var luma = picture.Luma;
        var mask = Edges(Gradient(luma), luma.Width, luma.Height);
        CloseRows(mask, luma.Width, Math.Max(1, (int)Math.Round(luma.Width * _options.Close)));
        var found = new List<FoundText>();
        foreach (var area in ConnectedArea.In(mask, luma.Width, luma.Height).Where(area => HasShape(area, luma.Height)))
        {
            if (Separability(luma, area.Box) is var score && score.Separability >= _options.LeastSeparability && HasStrokes(luma, area.Box, score.Threshold))
            {
                found.Add(new(TextQuad.Of(area.Box), (float)score.Separability));
            }
        }

        return [.. found.OrderBy(text => text.Box.Y0).ThenBy(text => text.Box.X0)];
    }

    /// <summary>Greatest minus least luma of the 3×3 neighbourhood.</summary>
    private static byte[] Gradient(LumaPlane luma)
    {
        var (width, height) = (luma.Width, luma.Height);
        var gradient = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (least, most) = (byte.MaxValue, byte.MinValue);
                for (var row = Math.Max(0, y - 1); row <= Math.Min(height - 1, y + 1); row++)
                {
                    for (var column = Math.Max(0, x - 1); column <= Math.Min(width - 1, x + 1); column++)
                    {
                        var value = luma.Pixels[(row * width) + column];
                        (least, most) = (Math.Min(least, value), Math.Max(most, value));
                    }
                }

                gradient[(y * width) + x] = (byte)(most - least);
            }
        }

        return gradient;
    }

    private bool[] Edges(byte[] gradient, int width, int height)
    {
        var edges = new bool[gradient.Length];
        for (var top = 0; top < height; top += _options.Tile)
        {
            for (var left = 0; left < width; left += _options.Tile)
            {
                var tile = new PixelBox(left, top, Math.Min(width, left + _options.Tile), Math.Min(height, top + _options.Tile));
                var threshold = Math.Max(_options.LeastThreshold, OtsuSplit.Of(Histogram(gradient, width, tile)).Threshold);
                for (var y = tile.Y0; y < tile.Y1; y++)
                {
                    for (var x = tile.X0; x < tile.X1; x++)
                    {
                        edges[(y * width) + x] = gradient[(y * width) + x] > threshold;
                    }
                }
            }
        }

        return edges;
    }

    private static void CloseRows(bool[] mask, int width, int gap)
    {
        for (var row = 0; row < mask.Length; row += width)
        {
            var last = -1;
            for (var x = 0; x < width; x++)
            {
                if (!mask[row + x])
                {
                    continue;
                }

                if (last >= 0 && x - last - 1 <= gap)
                {
                    mask.AsSpan(row + last, x - last).Fill(true);
                }

                last = x;
            }
        }
    }

    private bool HasShape(ConnectedArea area, int height)
    {
        var fill = area.Pixels.Count / (double)area.Box.Area;
        return area.Box.Height >= _options.LeastHeight * height && area.Box.Height <= _options.MostHeight * height
            && area.Box.Width >= _options.LeastAspect * area.Box.Height
            && fill >= _options.LeastFill && fill <= _options.MostFill;
    }

    private static OtsuSplit Separability(LumaPlane luma, PixelBox box) => OtsuSplit.Of(Histogram(luma.Pixels, luma.Width, box));

    private static int[] Histogram(byte[] values, int width, PixelBox box)
    {
        var histogram = new int[Levels];
        for (var y = box.Y0; y < box.Y1; y++)
        {
            for (var x = box.X0; x < box.X1; x++)
            {
                histogram[values[(y * width) + x]]++;
            }
        }

        return histogram;
    }

    /// <summary>Whether scan lines cross enough strokes, of widths that are nearly alike. Strokes have the rarer tone.</summary>
    private bool HasStrokes(LumaPlane luma, PixelBox box, int threshold)
    {
        var runs = new List<int>();
        var bright = Bright(luma, box, threshold) * 2 < box.Area;
        foreach (var share in _options.ScanLines)
        {
            var row = luma.Row(box.Y0 + (int)(share * box.Height))[box.X0..box.X1];
            var run = 0;
            foreach (var value in row)
            {
                if (value > threshold == bright)
                {
                    run++;
                }
                else if (run > 0)
                {
                    runs.Add(run);
                    run = 0;
                }
            }
        }

        if (runs.Count < _options.LeastStrokes * _options.ScanLines.Count)
        {
            return false;
        }

        var mean = runs.Average();
        var deviation = Math.Sqrt(runs.Sum(run => (run - mean) * (run - mean)) / runs.Count);
        return deviation <= _options.MostStrokeSpread * mean;
    }

    private static long Bright(LumaPlane luma, PixelBox box, int threshold)
    {
        long count = 0;
        for (var y = box.Y0; y < box.Y1; y++)
        {
            foreach (var value in luma.Row(y)[box.X0..box.X1])
            {
                count += value > threshold ? 1 : 0;
            }
        }

        return count;
    }
}
