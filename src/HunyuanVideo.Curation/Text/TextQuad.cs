using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Text;

/// <summary>A rectangle that may lie askew: where a line of text stands.</summary>
/// <param name="CentreX">Column of its centre, pixels.</param>
/// <param name="CentreY">Row of its centre.</param>
/// <param name="Width">Length along the line's direction.</param>
/// <param name="Height">Length across.</param>
/// <param name="Angle">Direction of the line in radians, clockwise from the right, −π/4 … π/4.</param>
public readonly record struct TextQuad(double CentreX, double CentreY, double Width, double Height, double Angle)
{
    /// <summary>Pixels it covers.</summary>
    public double Area => Width * Height;

    /// <summary>The least upright box around it, edges rounded outwards.</summary>
    public PixelBox Bounds
    {
        get
        {
            var (cos, sin) = (Math.Abs(Math.Cos(Angle)), Math.Abs(Math.Sin(Angle)));
            var (halfX, halfY) = (((Width * cos) + (Height * sin)) / 2, ((Width * sin) + (Height * cos)) / 2);
            return new(
                (int)Math.Floor(CentreX - halfX), (int)Math.Floor(CentreY - halfY),
                (int)Math.Ceiling(CentreX + halfX), (int)Math.Ceiling(CentreY + halfY));
        }
    }

    /// <summary>An upright box as a quad.</summary>
    public static TextQuad Of(PixelBox box) => new((box.X0 + box.X1) / 2.0, (box.Y0 + box.Y1) / 2.0, box.Width, box.Height, 0);

    /// <summary>Every side moved outwards.</summary>
    /// <param name="distance">By how many pixels.</param>
    public TextQuad Grow(double distance) => this with { Width = Width + (2 * distance), Height = Height + (2 * distance) };

    /// <summary>The quad moved.</summary>
    public TextQuad Shift(double x, double y) => this with { CentreX = CentreX + x, CentreY = CentreY + y };

    /// <summary>The quad in a picture of another size; both factors are nearly equal, so it stays a rectangle.</summary>
    public TextQuad Scale(double horizontal, double vertical)
    {
        var (cos, sin) = (Math.Cos(Angle), Math.Sin(Angle));
        return new(
            CentreX * horizontal, CentreY * vertical,
            Width * Math.Sqrt(Square(cos * horizontal) + Square(sin * vertical)),
            Height * Math.Sqrt(Square(sin * horizontal) + Square(cos * vertical)),
            Math.Atan2(sin * vertical, cos * horizontal));
    }

    /// <summary>Whether a point lies inside.</summary>
    public bool Contains(double x, double y)
    {
        var (cos, sin) = (Math.Cos(Angle), Math.Sin(Angle));
        var (dx, dy) = (x - CentreX, y - CentreY);
        return Math.Abs((dx * cos) + (dy * sin)) <= Width / 2 && Math.Abs((dy * cos) - (dx * sin)) <= Height / 2;
    }

    private static double Square(double value) => value * value;
}
