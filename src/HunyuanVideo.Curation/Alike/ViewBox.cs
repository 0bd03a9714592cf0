using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Alike;

/// <summary>A rectangle in view pixels whose edges may lie inside a pixel.</summary>
internal readonly record struct ViewBox(double X0, double Y0, double X1, double Y1)
{
    /// <summary>A box of the source, seen in the view.</summary>
    public static ViewBox From(PixelBox source, double horizontal, double vertical) =>
        new(source.X0 * horizontal, source.Y0 * vertical, source.X1 * horizontal, source.Y1 * vertical);

    /// <summary>The same box in a picture that is smaller by a factor.</summary>
    public ViewBox Divide(double factor) => new(X0 / factor, Y0 / factor, X1 / factor, Y1 / factor);
}
