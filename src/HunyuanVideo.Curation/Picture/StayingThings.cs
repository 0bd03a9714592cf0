using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Picture;

/// <summary>Edges that stay over the frames, put together to things. Source: spec curation §4 S5.</summary>
internal sealed class StayingThings
{
    private const int AcrossColumns = 0;    // the first directions of SignedEdges of either axis
    private const int AcrossRows = 2;

    private readonly OverlayOptions _options;
    private readonly PixelBox _picture;
    private readonly EdgePersistence[] _axes;
    private readonly BitMask _telling;      // edges that would have moved away were they part of the scene

    /// <param name="frames">Edges of the frames, of one size.</param>
    /// <param name="picture">Where to look.</param>
    /// <param name="size">Size of the frames.</param>
    /// <param name="axes">Along which axes the picture moved.</param>
    /// <param name="options">What counts as an overlay.</param>
    public StayingThings(IReadOnlyList<SignedEdges> frames, PixelBox picture, (int Width, int Height) size, (bool Columns, bool Rows) axes, OverlayOptions options)
    {
        (_options, _picture) = (options, picture);
        _axes = [new(size.Width, size.Height, frames, AcrossColumns), new(size.Width, size.Height, frames, AcrossRows)];
        (_telling, Mask) = (new BitMask(size.Width, size.Height), new BitMask(size.Width, size.Height));
        foreach (var (axis, tells) in _axes.Zip([axes.Columns, axes.Rows]))
        {
            axis.Mark(Mask, picture, options);
            if (tells)
            {
                axis.Mark(_telling, picture, options);
            }
        }

        Mask = Mask.Close(options.Closing);
    }

    /// <summary>All pixels that stay, gaps closed.</summary>
    public BitMask Mask { get; }

    /// <summary>Boxes of the things, those near one another joined, the largest first.</summary>
    public IReadOnlyList<PixelBox> Boxes() =>
        [.. Joined(Mask.Components()).Where(Fits).Select(part => part.Box).Where(StaysAgainstMotion).OrderByDescending(box => box.Area)];

    /// <summary>Mean share of the frames with an edge, over the pixels of a box that are edges themselves.</summary>
    public double Persistence(PixelBox box)
    {
        var (sum, count) = (0.0, 0);
        foreach (var (x, y) in Pixels(box))
        {
            // Closing added pixels that are no edges.
            var share = _axes.Max(axis => axis.Share(x, y));
            if (Mask[x, y] && share >= _options.LeastPersistence)
            {
                sum += share;
                count++;
            }
        }

        return sum / Math.Max(1, count);
    }

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

    private List<(PixelBox Box, int Pixels)> Joined(List<(PixelBox Box, int Pixels)> parts)
    {
        var gap = (int)Math.Round(_options.JoinWithin * Math.Max(_picture.Width, _picture.Height));
        for (var i = 0; i < parts.Count; i++)
        {
            var near = parts.FindIndex(i + 1, other => !IsApart(parts[i].Box, other.Box, gap));
            if (near >= 0)
            {
                var (a, b) = (parts[i].Box, parts[near].Box);
                var joined = new PixelBox(Math.Min(a.X0, b.X0), Math.Min(a.Y0, b.Y0), Math.Max(a.X1, b.X1), Math.Max(a.Y1, b.Y1));
                parts[i] = (joined, parts[i].Pixels + parts[near].Pixels);
                parts.RemoveAt(near);
                i = -1;     // the joined box may touch earlier ones
            }
        }

        return parts;
    }

    private static bool IsApart(PixelBox a, PixelBox b, int gap) =>
        a.X0 - gap >= b.X1 || b.X0 - gap >= a.X1 || a.Y0 - gap >= b.Y1 || b.Y0 - gap >= a.Y1;

    private bool Fits((PixelBox Box, int Pixels) part)
    {
        var share = part.Box.Area / (double)_picture.Area;
        var side = _options.LeastSide * Math.Max(_picture.Width, _picture.Height);
        return share >= _options.LeastArea && share <= _options.GreatestArea && part.Pixels >= _options.LeastFill * part.Box.Area
            && Math.Min(part.Box.Width, part.Box.Height) >= side;
    }

    private bool StaysAgainstMotion(PixelBox box)
    {
        var (telling, all) = (0, 0);
        foreach (var (x, y) in Pixels(box))
        {
            telling += _telling[x, y] ? 1 : 0;
            all += Mask[x, y] ? 1 : 0;
        }

        return telling >= _options.LeastAcrossMotion * all;
    }
}
