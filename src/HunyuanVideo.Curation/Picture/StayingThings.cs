using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Picture;

/// <summary>Edges that stay over the frames, put together to things. Source: spec curation §4 S5.</summary>
internal sealed class StayingThings
{
    private readonly OverlayOptions _options;
    private readonly PixelBox _picture;
    private readonly EdgePersistence[] _axes;
    private readonly TemporalMoments _moments;
    private readonly BitMask _edges;        // before gaps were closed
    private readonly BitMask _telling;      // edges that would have moved away were they part of the scene

    /// <param name="frames">Edges of the frames, of one size.</param>
    /// <param name="picture">Where to look.</param>
    /// <param name="moments">Mean and variance of all frames, of the same size.</param>
    /// <param name="axes">Whether the picture moved along the rows, and along the columns.</param>
    /// <param name="options">What counts as an overlay.</param>
    public StayingThings(IReadOnlyList<SignedEdges> frames, PixelBox picture, TemporalMoments moments, (bool Rows, bool Columns) axes, OverlayOptions options)
    {
        (_options, _picture, _moments) = (options, picture, moments);
        var (width, height) = (moments.Width, moments.Height);
        _axes = [new(width, height, frames, alongRows: true), new(width, height, frames, alongRows: false)];
        (_telling, _edges) = (new BitMask(width, height), new BitMask(width, height));
        foreach (var (axis, tells) in _axes.Zip([axes.Rows, axes.Columns]))
        {
            axis.Mark(_edges, picture, moments, options);
            if (tells)
            {
                axis.Mark(_telling, picture, moments, options);
            }
        }

        Mask = _edges.Close(options.Closing);
    }

    /// <summary>All pixels that stay, gaps closed.</summary>
    public BitMask Mask { get; }

    /// <summary>Boxes of the things, those near one another joined, the largest first.</summary>
    public IReadOnlyList<PixelBox> Boxes() =>
        [.. Joined([.. Mask.Components().Select(Telling).OfType<PixelBox>()]).Where(IsThing).OrderByDescending(box => box.Area)];

    /// <summary>Mean share of the frames with an edge, over the pixels of a box that are edges themselves.</summary>
    public double Persistence(PixelBox box)
    {
        var (sum, count) = (0.0, 0);
        foreach (var (x, y) in Pixels(box).Where(pixel => _edges[pixel.X, pixel.Y]))
        {
            sum += _axes.Max(axis => axis.Share(x, y));
            count++;
        }

        return sum / Math.Max(1, count);
    }

    /// <summary>Mean height of a box's edges in the mean of the frames, levels.</summary>
    public double Contrast(PixelBox box) => _moments.Contrast(box, _edges);

    /// <summary>Opacity of what is in a box.</summary>
    public double Alpha(PixelBox box) => _moments.Alpha(box, Mask);

    private static IEnumerable<(int X, int Y)> Pixels(PixelBox box)
    {
        for (var y = box.Y0; y < box.Y1; y++)
        {
            for (var x = box.X0; x < box.X1; x++)
            {
                yield return (x, y);
            }
        }
    }

    /// <summary>The part of a box that has telling edges: others may be the scene's, which touch the thing.</summary>
    private PixelBox? Telling(PixelBox box)
    {
        var (telling, any) = (new PixelBox(box.X1, box.Y1, box.X0, box.Y0), false);
        foreach (var (x, y) in Pixels(box).Where(pixel => _telling[pixel.X, pixel.Y]))
        {
            telling = Union(telling, new PixelBox(x, y, x + 1, y + 1));
            any = true;
        }

        return any ? telling : null;
    }

    private List<PixelBox> Joined(List<PixelBox> boxes)
    {
        var gap = (int)Math.Round(_options.JoinWithin * Math.Max(_picture.Width, _picture.Height));
        for (var i = 0; i < boxes.Count; i++)
        {
            var near = boxes.FindIndex(i + 1, other => !IsApart(boxes[i], other, gap));
            if (near >= 0)
            {
                boxes[i] = Union(boxes[i], boxes[near]);
                boxes.RemoveAt(near);
                i = -1;     // the joined box may touch earlier ones
            }
        }

        return boxes;
    }

    private static PixelBox Union(PixelBox a, PixelBox b) =>
        new(Math.Min(a.X0, b.X0), Math.Min(a.Y0, b.Y0), Math.Max(a.X1, b.X1), Math.Max(a.Y1, b.Y1));

    private static bool IsApart(PixelBox a, PixelBox b, int gap) =>
        a.X0 - gap >= b.X1 || b.X0 - gap >= a.X1 || a.Y0 - gap >= b.Y1 || b.Y0 - gap >= a.Y1;

    private bool IsThing(PixelBox box)
    {
        var share = box.Area / (double)_picture.Area;
        var side = _options.LeastSide * Math.Max(_picture.Width, _picture.Height);
        if (share < _options.LeastArea || share > _options.GreatestArea || Math.Min(box.Width, box.Height) < side)
        {
            return false;
        }

        var (telling, all) = (0, 0);
        foreach (var (x, y) in Pixels(box))
        {
            telling += _telling[x, y] ? 1 : 0;
            all += Mask[x, y] ? 1 : 0;
        }

        return all >= _options.LeastFill * box.Area && telling >= _options.LeastAcrossMotion * all && Contrast(box) >= _options.LeastContrast;
    }
}
