using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Text;

/// <summary>Pictures as tensors of a network: [3, H, W] floats, scaled and normalised.</summary>
internal static class ModelInput
{
    private const int Channels = 3;

    /// <summary>The picture at another size, bilinear.</summary>
    public static float[] Resize(RgbPicture picture, int width, int height, IReadOnlyList<float> mean, IReadOnlyList<float> deviation)
    {
        var (stepX, stepY) = ((double)picture.Width / width, (double)picture.Height / height);
        return Sample(picture, width, height, (x, y) => ((x + 0.5) * stepX, (y + 0.5) * stepY), mean, deviation);
    }

    /// <summary>What lies in a quad, upright.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="quad">The place.</param>
    /// <param name="width">Columns of the result.</param>
    /// <param name="height">Rows of the result.</param>
    /// <param name="standing">True if the line runs downwards: it is turned to the left.</param>
    /// <param name="mean">Taken off.</param>
    /// <param name="deviation">Divided by.</param>
    public static float[] Cut(
        RgbPicture picture, TextQuad quad, int width, int height, bool standing, IReadOnlyList<float> mean, IReadOnlyList<float> deviation)
    {
        var (cos, sin) = (Math.Cos(quad.Angle), Math.Sin(quad.Angle));
        return Sample(picture, width, height, Place, mean, deviation);

        (double X, double Y) Place(int x, int y)
        {
            var (along, across) = (((x + 0.5) / width) - 0.5, ((y + 0.5) / height) - 0.5);
            var (right, down) = standing ? (-across * quad.Width, along * quad.Height) : (along * quad.Width, across * quad.Height);
            return (quad.CentreX + (right * cos) - (down * sin), quad.CentreY + (right * sin) + (down * cos));
        }
    }

    private static float[] Sample(
        RgbPicture picture, int width, int height, Func<int, int, (double X, double Y)> place, IReadOnlyList<float> mean, IReadOnlyList<float> deviation)
    {
        var values = new float[Channels * width * height];
        var (gain, offset) = (new float[Channels], new float[Channels]);
        for (var channel = 0; channel < Channels; channel++)
        {
            (gain[channel], offset[channel]) = (1 / (byte.MaxValue * deviation[channel]), mean[channel] / deviation[channel]);
        }

        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (sourceX, sourceY) = place(x, y);
                var (left, toRight) = Split(sourceX - 0.5, picture.Width);
                var (top, toBottom) = Split(sourceY - 0.5, picture.Height);
                var upper = ((top * picture.Width) + left) * Channels;
                var lower = top + 1 < picture.Height ? upper + (picture.Width * Channels) : upper;
                var next = left + 1 < picture.Width ? Channels : 0;
                for (var channel = 0; channel < Channels; channel++)
                {
                    var above = Mix(picture.Pixels[upper + channel], picture.Pixels[upper + next + channel], toRight);
                    var below = Mix(picture.Pixels[lower + channel], picture.Pixels[lower + next + channel], toRight);
                    values[(((channel * height) + y) * width) + x] = (Mix(above, below, toBottom) * gain[channel]) - offset[channel];
                }
            }
        }

        return values;
    }

    private static (int Whole, float Part) Split(double position, int length)
    {
        var inside = Math.Clamp(position, 0, length - 1);
        var whole = (int)inside;
        return (whole, (float)(inside - whole));
    }

    private static float Mix(float a, float b, float share) => a + ((b - a) * share);
}
