namespace HunyuanVideo.Evaluation;

/// <summary>How near a picture is to its original, on 8-bit values.</summary>
/// <remarks>Source: spec training §13.1; structural similarity after Wang et al. 2004.</remarks>
public static class PictureFidelity
{
    private const int Window = 11;
    private const double WindowDeviation = 1.5;
    private const double Luminance = 0.01 * 255 * 0.01 * 255;
    private const double Contrast = 0.03 * 255 * 0.03 * 255;

    private static readonly double[] Kernel = GaussianKernel();

    /// <summary>10·log₁₀(255² / mean squared error); +∞ for equal pictures.</summary>
    public static double Psnr(ReadOnlySpan<byte> picture, ReadOnlySpan<byte> original)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(picture.Length, original.Length);
        var sum = 0L;
        for (var i = 0; i < picture.Length; i++)
        {
            var difference = picture[i] - original[i];
            sum += difference * difference;
        }

        return 10 * Math.Log10(255.0 * 255.0 * picture.Length / sum);
    }

    /// <summary>Mean structural similarity over colours and all places where a Gaussian window of 11×11 pixels, σ 1.5, fits; 1 for equal pictures.</summary>
    /// <param name="picture">[H, W, 3], H at least 11.</param>
    /// <param name="original">[H, W, 3].</param>
    /// <param name="width">W, at least 11.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sizes differ, or a side is smaller than the window.</exception>
    public static double Ssim(ReadOnlySpan<byte> picture, ReadOnlySpan<byte> original, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(picture.Length, original.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, Window);
        ArgumentOutOfRangeException.ThrowIfLessThan(picture.Length, 3 * width * Window, nameof(picture));
        ArgumentOutOfRangeException.ThrowIfNotEqual(picture.Length % (3 * width), 0, nameof(picture));
        var total = 0.0;
        for (var colour = 0; colour < 3; colour++)
        {
            var (x, y) = (Plane(picture, colour), Plane(original, colour));
            var (meanX, meanY) = (Blur(x, width), Blur(y, width));
            var (squareX, squareY, product) = (Blur(Product(x, x), width), Blur(Product(y, y), width), Blur(Product(x, y), width));
            var sum = 0.0;
            for (var i = 0; i < meanX.Length; i++)
            {
                var (mx, my) = (meanX[i], meanY[i]);
                var (vx, vy, covariance) = (squareX[i] - (mx * mx), squareY[i] - (my * my), product[i] - (mx * my));
                sum += ((2 * mx * my) + Luminance) * ((2 * covariance) + Contrast) / (((mx * mx) + (my * my) + Luminance) * (vx + vy + Contrast));
            }

            total += sum / meanX.Length;
        }

        return total / 3;
    }

    private static double[] Plane(ReadOnlySpan<byte> picture, int colour)
    {
        var plane = new double[picture.Length / 3];
        for (var i = 0; i < plane.Length; i++)
        {
            plane[i] = picture[(i * 3) + colour];
        }

        return plane;
    }

    private static double[] Product(double[] left, double[] right) => [.. left.Zip(right, (a, b) => a * b)];

    /// <summary>The weighted mean at every place where the window fits, rows first: [H − 10, W − 10].</summary>
    private static double[] Blur(double[] plane, int width)
    {
        var height = plane.Length / width;
        var (outWidth, outHeight) = (width - Window + 1, height - Window + 1);
        var rows = new double[height * outWidth];
        for (var i = 0; i < rows.Length; i++)
        {
            var start = (i / outWidth * width) + (i % outWidth);
            for (var k = 0; k < Window; k++)
            {
                rows[i] += Kernel[k] * plane[start + k];
            }
        }

        var blurred = new double[outHeight * outWidth];
        for (var i = 0; i < blurred.Length; i++)
        {
            for (var k = 0; k < Window; k++)
            {
                blurred[i] += Kernel[k] * rows[i + (k * outWidth)];
            }
        }

        return blurred;
    }

    private static double[] GaussianKernel()
    {
        var weights = Enumerable.Range(0, Window).Select(i => Math.Exp(-Math.Pow(i - (Window / 2), 2) / (2 * WindowDeviation * WindowDeviation))).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
