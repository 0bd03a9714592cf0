using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Motion;

/// <summary>
/// Refines a whole-pixel displacement by the gradient (Lucas–Kanade on the block, its mean difference taken out). A
/// parabola through three SADs is cheaper but pulls to whole pixels by up to a tenth, which a slow pan shows.
/// </summary>
internal static class SubPixel
{
    private const int Side = BlockSad.Side;
    private const double MostStep = 1;

    /// <summary>The displacement of the block at (x, y), at most a pixel from (dx, dy).</summary>
    public static (double U, double V) Refine(LumaPlane from, LumaPlane to, int x, int y, int dx, int dy, BlockTexture texture, MotionOptions options)
    {
        Span<float> gradientX = stackalloc float[Side * Side];
        Span<float> gradientY = stackalloc float[Side * Side];
        Span<float> difference = stackalloc float[Side * Side];
        Gradients(from, x, y, gradientX, gradientY);
        var (xx, yy) = (texture.Xx + options.TensorRidge, texture.Yy + options.TensorRidge);
        var determinant = (xx * yy) - (texture.Xy * texture.Xy);
        double u = 0, v = 0;
        for (var step = 0; step < options.SubPixelSteps; step++)
        {
            Differences(from, to, x, y, dx + u, dy + v, difference);
            var (alongX, alongY) = Project(gradientX, gradientY, difference);
            u -= ((yy * alongX) - (texture.Xy * alongY)) / determinant;
            v -= ((xx * alongY) - (texture.Xy * alongX)) / determinant;
            if (Math.Abs(u) > MostStep || Math.Abs(v) > MostStep)
            {
                return (dx, dy);
            }
        }

        return (dx + u, dy + v);
    }

    private static void Gradients(LumaPlane plane, int x, int y, Span<float> gradientX, Span<float> gradientY)
    {
        for (var row = 0; row < Side; row++)
        {
            var above = plane.Row(Math.Max(0, y + row - 1));
            var here = plane.Row(y + row);
            var below = plane.Row(Math.Min(plane.Height - 1, y + row + 1));
            for (var column = 0; column < Side; column++)
            {
                var at = x + column;
                gradientX[(row * Side) + column] = (here[Math.Min(plane.Width - 1, at + 1)] - here[Math.Max(0, at - 1)]) * 0.5f;
                gradientY[(row * Side) + column] = (below[at] - above[at]) * 0.5f;
            }
        }
    }

    private static void Differences(LumaPlane from, LumaPlane to, int x, int y, double u, double v, Span<float> difference)
    {
        var (wholeX, wholeY) = ((int)Math.Floor(u), (int)Math.Floor(v));
        var (shareX, shareY) = ((float)(u - wholeX), (float)(v - wholeY));
        for (var row = 0; row < Side; row++)
        {
            var top = to.Row(Math.Clamp(y + row + wholeY, 0, to.Height - 1));
            var bottom = to.Row(Math.Clamp(y + row + wholeY + 1, 0, to.Height - 1));
            var source = from.Row(y + row);
            var left = Math.Clamp(x + wholeX, 0, to.Width - 1);
            var before = top[left] + (shareY * (bottom[left] - top[left]));
            for (var column = 0; column < Side; column++)
            {
                var right = Math.Clamp(x + column + wholeX + 1, 0, to.Width - 1);
                var after = top[right] + (shareY * (bottom[right] - top[right]));
                difference[(row * Side) + column] = before + (shareX * (after - before)) - source[x + column];
                before = after;
            }
        }
    }

    private static (double X, double Y) Project(ReadOnlySpan<float> gradientX, ReadOnlySpan<float> gradientY, ReadOnlySpan<float> difference)
    {
        float mean = 0;
        foreach (var value in difference)
        {
            mean += value;
        }

        mean /= difference.Length;
        float x = 0, y = 0;
        for (var i = 0; i < difference.Length; i++)
        {
            var value = difference[i] - mean;
            x += gradientX[i] * value;
            y += gradientY[i] * value;
        }

        return (x / difference.Length, y / difference.Length);
    }
}
