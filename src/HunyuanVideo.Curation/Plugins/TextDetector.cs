using HunyuanVideo.Curation.Units;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>
/// Finds lines of text by a DB-style model [1, 3, H, W] → map [1, 1, H, W]: connected pixels above a threshold, upright boxes
/// around them, grown because the model sees shrunken text. Source: Liao et al., AAAI 2020; spec curation §4 S6 (plug-in).
/// </summary>
/// <param name="model">A plug-in of the kind <c>text-detector</c>; stays the caller's.</param>
/// <param name="options">Thresholds.</param>
public sealed class TextDetector(OnnxModel model, TextDetectorOptions options)
{
    private const string Label = "text";

    /// <summary>Boxes of text in a picture, from top to bottom.</summary>
    /// <exception cref="InputException">The model fails or answers in another shape.</exception>
    public IReadOnlyList<DetectedBox> Find(RgbPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var scale = Math.Min(1, (double)options.LongestSide / Math.Max(picture.Width, picture.Height));
        var (width, height) = (Rounded(picture.Width * scale), Rounded(picture.Height * scale));
        var result = model.Run(PictureTensor.From([picture], model.Plugin.Picture with { Width = width, Height = height }));
        if (result.Values.Length != width * height)
        {
            throw new InputException($"{model.Plugin.ModelPath}: answers [{string.Join(", ", result.Shape)}]; a map of {height} rows and {width} columns is wanted.");
        }

        var boxes = Regions(result.Values, width, height)
            .Where(region => Math.Min(region.Width, region.Height) >= options.LeastSide)
            .OrderByDescending(region => region.Area).ThenBy(region => (region.Y0, region.X0)).Take(options.MostBoxes)
            .Select(region => new DetectedBox(Label, Grown(region, width, height).Scale((double)picture.Width / width, (double)picture.Height / height), Mean(result.Values, width, region)));
        return [.. boxes.Where(box => box.Score >= options.BoxThreshold).OrderBy(box => (box.Box.Y0, box.Box.X0))];
    }

    private int Rounded(double side) => Math.Max(1, (int)Math.Round(side / options.Multiple)) * options.Multiple;

    /// <summary>Bounds of connected regions (four neighbours) above the map's threshold.</summary>
    private List<PixelBox> Regions(float[] map, int width, int height)
    {
        var isOpen = map.Select(value => value > options.MapThreshold).ToArray();
        var regions = new List<PixelBox>();
        var stack = new Stack<int>();
        for (var start = 0; start < isOpen.Length; start++)
        {
            if (!isOpen[start])
            {
                continue;
            }

            var (left, top, right, bottom) = (width, height, 0, 0);
            Visit(start);
            while (stack.TryPop(out var at))
            {
                var (x, y) = (at % width, at / width);
                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
                VisitIf(x > 0, at - 1);
                VisitIf(x + 1 < width, at + 1);
                VisitIf(y > 0, at - width);
                VisitIf(y + 1 < height, at + width);
            }

            regions.Add(new PixelBox(left, top, right, bottom));
        }

        return regions;

        void VisitIf(bool isInside, int at)
        {
            if (isInside && isOpen[at])
            {
                Visit(at);
            }
        }

        void Visit(int at)
        {
            isOpen[at] = false;
            stack.Push(at);
        }
    }

    private static float Mean(float[] map, int width, PixelBox box)
    {
        var sum = 0.0;
        for (var y = box.Y0; y < box.Y1; y++)
        {
            for (var x = box.X0; x < box.X1; x++)
            {
                sum += map[y * width + x];
            }
        }

        return (float)(sum / box.Area);
    }

    private PixelBox Grown(PixelBox box, int width, int height)
    {
        var margin = (int)Math.Round(box.Area * options.Unclip / (2.0 * (box.Width + box.Height)));
        return new PixelBox(box.X0 - margin, box.Y0 - margin, box.X1 + margin, box.Y1 + margin).Intersect(new PixelBox(0, 0, width, height));
    }
}
