using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>Scales pictures with a separable kernel that widens when they shrink. Pixel centres at halves.</summary>
internal static class PictureScaler
{
    private const int Colours = 3;
    private const double CubicA = -0.5;

    /// <summary>[height, width, 3] values on the scale of 0…255; cubic results may lie slightly outside.</summary>
    public static float[] Scale(RgbPicture picture, int width, int height, PictureKernel kernel)
    {
        var columns = Taps.Make(picture.Width, width, kernel);
        var rows = Taps.Make(picture.Height, height, kernel);
        var across = new float[picture.Height * width * Colours];
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (first, weights) = columns[x];
                for (var colour = 0; colour < Colours; colour++)
                {
                    var sum = 0.0;
                    for (var i = 0; i < weights.Length; i++)
                    {
                        sum += weights[i] * picture.Pixels[(y * picture.Width + first + i) * Colours + colour];
                    }

                    across[(y * width + x) * Colours + colour] = (float)sum;
                }
            }
        }

        var result = new float[height * width * Colours];
        for (var y = 0; y < height; y++)
        {
            var (first, weights) = rows[y];
            for (var at = 0; at < width * Colours; at++)
            {
                var sum = 0.0;
                for (var i = 0; i < weights.Length; i++)
                {
                    sum += weights[i] * across[(first + i) * width * Colours + at];
                }

                result[y * width * Colours + at] = (float)sum;
            }
        }

        return result;
    }

    /// <summary>The source pixels of one result pixel and their weights, of sum 1.</summary>
    private readonly record struct Taps(int First, double[] Weights)
    {
        public static Taps[] Make(int from, int to, PictureKernel kernel)
        {
            var step = (double)from / to;
            var stretch = Math.Max(1, step);
            var radius = (kernel == PictureKernel.Bicubic ? 2 : 1) * stretch;
            return [.. Enumerable.Range(0, to).Select(i =>
            {
                var centre = (i + 0.5) * step;
                var first = Math.Clamp((int)Math.Floor(centre - radius), 0, from - 1);
                var end = Math.Clamp((int)Math.Ceiling(centre + radius), first + 1, from);
                var weights = Enumerable.Range(first, end - first).Select(at => Weight((at + 0.5 - centre) / stretch, kernel)).ToArray();
                var sum = weights.Sum();
                return new Taps(first, sum == 0 ? [1, .. new double[weights.Length - 1]] : [.. weights.Select(weight => weight / sum)]);
            })];
        }

        private static double Weight(double distance, PictureKernel kernel)
        {
            var x = Math.Abs(distance);
            return kernel == PictureKernel.Bilinear ? Math.Max(0, 1 - x)
                : x < 1 ? ((CubicA + 2) * x - (CubicA + 3)) * x * x + 1
                : x < 2 ? (((x - 5) * x + 8) * x - 4) * CubicA
                : 0;
        }
    }
}
