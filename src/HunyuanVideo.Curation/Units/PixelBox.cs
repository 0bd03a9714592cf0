namespace HunyuanVideo.Curation.Units;

/// <summary>A rectangle <c>[X0, Y0, X1, Y1)</c> in pixels of the picture as shown.</summary>
/// <param name="X0">First column.</param>
/// <param name="Y0">First row.</param>
/// <param name="X1">Column behind the last.</param>
/// <param name="Y1">Row behind the last.</param>
public readonly record struct PixelBox(int X0, int Y0, int X1, int Y1)
{
    /// <summary>Columns.</summary>
    public int Width => X1 - X0;

    /// <summary>Rows.</summary>
    public int Height => Y1 - Y0;

    /// <summary>Pixels.</summary>
    public long Area => (long)Math.Max(0, Width) * Math.Max(0, Height);

    /// <summary>What two boxes share; of no area where they do not meet.</summary>
    public PixelBox Intersect(PixelBox other) => new(Math.Max(X0, other.X0), Math.Max(Y0, other.Y0), Math.Min(X1, other.X1), Math.Min(Y1, other.Y1));

    /// <summary>Common area over the area of both together, 0…1.</summary>
    public double SharedWith(PixelBox other)
    {
        var common = Intersect(other).Area;
        return common == 0 ? 0 : (double)common / (Area + other.Area - common);
    }

    /// <summary>The box in a picture of another size: edges multiplied and rounded to the nearest pixel.</summary>
    public PixelBox Scale(double horizontal, double vertical) => new(
        (int)Math.Round(X0 * horizontal), (int)Math.Round(Y0 * vertical), (int)Math.Round(X1 * horizontal), (int)Math.Round(Y1 * vertical));
}
