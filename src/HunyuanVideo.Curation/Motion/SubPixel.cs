using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Motion;

/// <summary>
/// Refines a whole-pixel displacement by the gradient (Lucas–Kanade on the block; the light was made equal before). A
/// parabola through three SADs is cheaper but pulls to whole pixels by up to a tenth, which a slow pan shows.
/// </summary>
internal static class SubPixel
{
    private const int Side = BlockSad.Side - 2;     // the derivatives need the outermost pixels
    private const double MostStep = 1;

    /// <summary>The displacement of the block at (x, y), at most a pixel from (dx, dy).</summary>
    public static (double U, double V) Refine(LumaPlane from, LumaPlane to, int x, int y, int dx, int dy, MotionOptions options)
    {
        Span<float> gradientX = stackalloc float[Side * Side];
        Span<float> gradientY = stackalloc float[Side * Side];
        Span<float> source = stackalloc float[Side * Side];
        Span<float> found = stackalloc float[Side * Side];
        (x, y) = (x + 1, y + 1);
        Gradients(from, x, y, gradientX, gradientY);
        Sample(from, x, y, 0, 0, source);
        var (xx, xy, yy) = (Mean(gradientX, gradientX) + options.TensorRidge, Mean(gradientX, gradientY), Mean(gradientY, gradientY) + options.TensorRidge);
        var determinant = (xx * yy) - (xy * xy);
        double u = 0, v = 0;
        for (var step = 0; step < options.SubPixelSteps; step++)
        {
            Sample(to, x, y, dx + u, dy + v, found);
            var (alongX, alongY) = Project(gradientX, gradientY, source, found);
            u -= ((yy * alongX) - (xy * alongY)) / determinant;
            v -= ((xx * alongY) - (xy * alongX)) / determinant;
            if (Math.Abs(u) > MostStep || Math.Abs(v) > MostStep)
            {
                return (dx, dy);
            }
        }

        return (dx + u, dy + v);
    }

    /// <summary>The plane smoothed by 1-2-1 both ways: bilinear samples of finer detail than that pull to whole pixels.</summary>
    public static LumaPlane Smooth(LumaPlane plane)
    {
        var result = new byte[plane.Pixels.Length];
        for (var y = 0; y < plane.Height; y++)
        {
            var above = plane.Row(Math.Max(0, y - 1));
            var here = plane.Row(y);
            var below = plane.Row(Math.Min(plane.Height - 1, y + 1));
            var before = above[0] + (2 * here[0]) + below[0];
            var middle = before;
            for (var x = 0; x < plane.Width; x++)
            {
                var next = Math.Min(plane.Width - 1, x + 1);
                var after = above[next] + (2 * here[next]) + below[next];
                result[(y * plane.Width) + x] = (byte)((before + (2 * middle) + after + 8) / 16);
                (before, middle) = (middle, after);
            }
        }

        return plane with { Pixels = result };
    }

    private static void Gradients(LumaPlane plane, int x, int y, Span<float> gradientX, Span<float> gradientY)
    {
        for (var row = 0; row < Side; row++)
        {
            var above = plane.Row(y + row - 1);
            var here = plane.Row(y + row);
            var below = plane.Row(y + row + 1);
            for (var column = 0; column < Side; column++)
            {
                var at = x + column;
                gradientX[(row * Side) + column] = (here[at + 1] - here[at - 1]) * 0.5f;
                gradientY[(row * Side) + column] = (below[at] - above[at]) * 0.5f;
            }
        }
    }

    private static void Sample(LumaPlane plane, int x, int y, double u, double v, Span<float> values)
    {
        var (wholeX, wholeY) = ((int)Math.Floor(u), (int)Math.Floor(v));
        var (shareX, shareY) = ((float)(u - wholeX), (float)(v - wholeY));
        for (var row = 0; row < Side; row++)
        {
            var top = plane.Row(Math.Clamp(y + row + wholeY, 0, plane.Height - 1));
            var bottom = plane.Row(Math.Clamp(y + row + wholeY + 1, 0, plane.Height - 1));
            var left = Math.Clamp(x + wholeX, 0, plane.Width - 1);
            var before = top[left] + (shareY * (bottom[left] - top[left]));
            for (var column = 0; column < Side; column++)
            {
                var right = Math.Clamp(x + column + wholeX + 1, 0, plane.Width - 1);
                var after = top[right] + (shareY * (bottom[right] - top[right]));
                values[(row * Side) + column] = before + (shareX * (after - before));
                before = after;
            }
        }
    }

    private static double Mean(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum / a.Length;
    }

    private static (double X, double Y) Project(ReadOnlySpan<float> gradientX, ReadOnlySpan<float> gradientY, ReadOnlySpan<float> source, ReadOnlySpan<float> found)
    {
        float x = 0, y = 0;
        for (var i = 0; i < source.Length; i++)
        {
            var value = found[i] - source[i];
            x += gradientX[i] * value;
            y += gradientY[i] * value;
        }

        return (x / source.Length, y / source.Length);
    }
}
