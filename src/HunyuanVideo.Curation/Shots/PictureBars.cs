using System.Numerics;
using HunyuanVideo.Curation.Decoding;

namespace HunyuanVideo.Curation.Shots;

/// <summary>
/// Constant dark bars around the picture, in thumbnail pixels. They must go before pictures are compared: an edge that
/// never moves would make every frame like every other. Source: spec curation §7, signal.
/// </summary>
/// <param name="X0">First column of the picture.</param>
/// <param name="Y0">First row.</param>
/// <param name="X1">Column behind the last.</param>
/// <param name="Y1">Row behind the last.</param>
internal sealed record PictureBars(int X0, int Y0, int X1, int Y1)
{
    private const int Darkest = 24;
    private const int LeastWidth = Thumbnail.Width / 4;
    private const int LeastHeight = Thumbnail.Height / 4;

    /// <summary>A picture without bars.</summary>
    public static PictureBars None { get; } = new(0, 0, Thumbnail.Width, Thumbnail.Height);

    /// <summary>
    /// Bars of a stretch of film. B pictures are not asked, so that the answer is the same when they were skipped.
    /// </summary>
    public static PictureBars Find(IEnumerable<Thumbnail> frames)
    {
        var brightest = new byte[Thumbnail.Pixels];
        foreach (var frame in frames.Where(frame => !frame.IsBidirectional))
        {
            for (var at = 0; at < Thumbnail.Pixels; at += Vector<byte>.Count)
            {
                Vector.Max(new Vector<byte>(brightest, at), new Vector<byte>(frame.Planes, at)).CopyTo(brightest, at);
            }
        }

        return FromBrightest(brightest);
    }

    /// <summary>The planes with the bars cut away, stretched to the full size again.</summary>
    public byte[] Remove(byte[] planes) => this == None ? planes : Stretch(planes);

    private static PictureBars FromBrightest(byte[] brightest)
    {
        bool IsRowLit(int y) => brightest.AsSpan(y * Thumbnail.Width, Thumbnail.Width).ContainsAnyExceptInRange((byte)0, (byte)Darkest);
        bool IsColumnLit(int x) => Enumerable.Range(0, Thumbnail.Height).Any(y => brightest[(y * Thumbnail.Width) + x] > Darkest);
        var rows = Enumerable.Range(0, Thumbnail.Height).Where(IsRowLit).ToList();
        var columns = Enumerable.Range(0, Thumbnail.Width).Where(IsColumnLit).ToList();
        if (rows.Count == 0)
        {
            return None;
        }

        var (x0, x1) = Inside(columns[0], columns[^1] + 1, Thumbnail.Width);
        var (y0, y1) = Inside(rows[0], rows[^1] + 1, Thumbnail.Height);
        return x1 - x0 < LeastWidth || y1 - y0 < LeastHeight ? None : new PictureBars(x0, y0, x1, y1);
    }

    /// <summary>The pixel next to a bar is half bar: it goes too.</summary>
    private static (int From, int To) Inside(int from, int to, int size) => (from > 0 ? from + 1 : 0, to < size ? to - 1 : size);

    private byte[] Stretch(byte[] planes)
    {
        var stretched = new byte[planes.Length];
        for (var plane = 0; plane < Thumbnail.PlaneCount; plane++)
        {
            for (var y = 0; y < Thumbnail.Height; y++)
            {
                var (top, down) = Source(y, Y0, Y1, Thumbnail.Height);
                for (var x = 0; x < Thumbnail.Width; x++)
                {
                    var (left, right) = Source(x, X0, X1, Thumbnail.Width);
                    stretched[(plane * Thumbnail.Pixels) + (y * Thumbnail.Width) + x] = Blend(planes.AsSpan(plane * Thumbnail.Pixels, Thumbnail.Pixels), left, right, top, down);
                }
            }
        }

        return stretched;
    }

    /// <summary>Where a pixel of the full size comes from: the pixel before and how far behind it.</summary>
    private static (int Pixel, float Share) Source(int position, int from, int to, int size)
    {
        var place = Math.Clamp(from + ((position + 0.5f) * (to - from) / size) - 0.5f, from, to - 1);
        var pixel = Math.Min((int)place, to - 2);
        return (pixel, place - pixel);
    }

    private static byte Blend(ReadOnlySpan<byte> plane, int left, float right, int top, float down)
    {
        var at = (top * Thumbnail.Width) + left;
        var above = plane[at] + ((plane[at + 1] - plane[at]) * right);
        var below = plane[at + Thumbnail.Width] + ((plane[at + Thumbnail.Width + 1] - plane[at + Thumbnail.Width]) * right);
        return (byte)MathF.Round(above + ((below - above) * down));
    }
}
