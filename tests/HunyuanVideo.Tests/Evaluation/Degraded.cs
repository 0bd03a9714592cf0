using HunyuanVideo.Random;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Tests.Evaluation;

/// <summary>Imitates what a model and a codec do to a clip.</summary>
internal static class Degraded
{
    /// <summary>Blurs by [1 2 1] passes in both directions, adds normal noise, and averages chroma over 2×2 pixels as yuv420p does.</summary>
    public static byte[] Of(ToyClip clip, int blurPasses, double noise, Philox random)
    {
        var (width, height) = (clip.Size.Width, clip.Size.Height);
        var result = new byte[clip.Pixels.Length];
        for (var frame = 0; frame < clip.Size.Frames; frame++)
        {
            var bytes = clip.Pixels.AsSpan(frame * clip.Size.FrameBytes, clip.Size.FrameBytes);
            var planes = ToLumaChroma(bytes, height * width);
            foreach (var plane in planes)
            {
                for (var pass = 0; pass < blurPasses; pass++)
                {
                    Blur(plane, height, width);
                }
            }

            Subsample(planes[1], height, width);
            Subsample(planes[2], height, width);
            ToRgb(planes, noise, random, result.AsSpan(frame * clip.Size.FrameBytes, clip.Size.FrameBytes));
        }

        return result;
    }

    private static float[][] ToLumaChroma(ReadOnlySpan<byte> rgb, int pixels)
    {
        float[][] planes = [new float[pixels], new float[pixels], new float[pixels]];
        for (var i = 0; i < pixels; i++)
        {
            var (r, g, b) = (rgb[3 * i], rgb[(3 * i) + 1], rgb[(3 * i) + 2]);
            planes[0][i] = (0.2126f * r) + (0.7152f * g) + (0.0722f * b);
            planes[1][i] = (b - planes[0][i]) / 1.8556f;
            planes[2][i] = (r - planes[0][i]) / 1.5748f;
        }

        return planes;
    }

    private static void ToRgb(float[][] planes, double noise, Philox random, Span<byte> rgb)
    {
        for (var i = 0; i < planes[0].Length; i++)
        {
            var luma = planes[0][i] + (noise * random.NextNormal());
            var red = luma + (1.5748 * planes[2][i]);
            var blue = luma + (1.8556 * planes[1][i]);
            var green = (luma - (0.2126 * red) - (0.0722 * blue)) / 0.7152;
            (rgb[3 * i], rgb[(3 * i) + 1], rgb[(3 * i) + 2]) = (ToByte(red), ToByte(green), ToByte(blue));
        }
    }

    private static byte ToByte(double value) => (byte)Math.Clamp(value + 0.5, 0, 255);

    private static void Blur(float[] plane, int height, int width)
    {
        var source = plane.ToArray();
        for (var i = 0; i < plane.Length; i++)
        {
            var (row, column) = (i / width, i % width);
            var sum = 0f;
            for (var y = -1; y <= 1; y++)
            {
                for (var x = -1; x <= 1; x++)
                {
                    var at = (Math.Clamp(row + y, 0, height - 1) * width) + Math.Clamp(column + x, 0, width - 1);
                    sum += (2 - Math.Abs(x)) * (2 - Math.Abs(y)) * source[at];
                }
            }

            plane[i] = sum / 16;
        }
    }

    private static void Subsample(float[] plane, int height, int width)
    {
        for (var row = 0; row < height; row += 2)
        {
            for (var column = 0; column < width; column += 2)
            {
                var at = (row * width) + column;
                var mean = (plane[at] + plane[at + 1] + plane[at + width] + plane[at + width + 1]) / 4;
                (plane[at], plane[at + 1], plane[at + width], plane[at + width + 1]) = (mean, mean, mean, mean);
            }
        }
    }
}
