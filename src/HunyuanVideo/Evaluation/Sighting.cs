using System.Numerics;

namespace HunyuanVideo.Evaluation;

/// <summary>A thing in one frame.</summary>
/// <param name="Visibility">0 = the background's colour, 1 = the thing's own.</param>
/// <param name="Area">Pixels, edges counted by their share.</param>
/// <param name="Centre">Centre of mass, pixels.</param>
/// <param name="Cover">[H, W], share of the thing in each pixel against its visibility; 0 away from it.</param>
internal sealed record Sighting(double Visibility, double Area, Vector2 Centre, float[] Cover)
{
    /// <summary>Below this visibility neither place nor form can be trusted.</summary>
    public const double LeastVisibility = 0.3;

    private const float MostCover = 1.25f;
    private const float OffColour = 0.6f;
    private const int Surroundings = 2;

    /// <summary>Whether place and form can be trusted.</summary>
    public bool IsClear => Visibility >= LeastVisibility && Area > 0;

    /// <summary>Separates a frame into background and thing along the line between their colours.</summary>
    /// <param name="frame">[H, W].</param>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    /// <param name="background">The frame's background.</param>
    /// <param name="colour">The thing's colour.</param>
    public static Sighting In(ReadOnlySpan<Vector3> frame, int height, int width, Vector3 background, Vector3 colour)
    {
        return Of(CoverOf(frame, background, colour), height, width);
    }

    /// <summary>Takes the largest region of a thing out of what looks like it.</summary>
    /// <param name="cover">[H, W], share of the thing in each pixel; becomes the sighting's.</param>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    public static Sighting Of(float[] cover, int height, int width)
    {
        var smooth = Smooth(cover, height, width);
        var visibility = Math.Min(1, smooth.Max());
        var region = Widen(LargestRegion(smooth, height, width, 0.5f * visibility), height, width);
        var (area, sumX, sumY) = (0.0, 0.0, 0.0);
        for (var i = 0; i < cover.Length; i++)
        {
            cover[i] = region[i] && visibility > 0 ? cover[i] / visibility : 0;
            area += cover[i];
            sumX += cover[i] * (i % width);
            sumY += cover[i] * (i / width);
        }

        return new(visibility, area, area > 0 ? new((float)(sumX / area), (float)(sumY / area)) : default, cover);
    }

    private static float[] CoverOf(ReadOnlySpan<Vector3> frame, Vector3 background, Vector3 colour)
    {
        var axis = colour - background;
        var squared = Math.Max(axis.LengthSquared(), 1);
        var cover = new float[frame.Length];
        for (var i = 0; i < cover.Length; i++)
        {
            var difference = frame[i] - background;
            var along = Vector3.Dot(difference, axis) / squared;
            var isOffColour = (difference - (along * axis)).LengthSquared() > OffColour * OffColour * squared;
            cover[i] = isOffColour ? 0 : Math.Clamp(along, 0, MostCover);
        }

        return cover;
    }

    private static float[] Smooth(float[] cover, int height, int width)
    {
        var smooth = new float[cover.Length];
        for (var row = 1; row < height - 1; row++)
        {
            for (var column = 1; column < width - 1; column++)
            {
                var i = (row * width) + column;
                smooth[i] = (cover[i - width - 1] + cover[i - width] + cover[i - width + 1]
                    + cover[i - 1] + cover[i] + cover[i + 1]
                    + cover[i + width - 1] + cover[i + width] + cover[i + width + 1]) / 9;
            }
        }

        return smooth;
    }

    private static bool[] LargestRegion(float[] cover, int height, int width, float threshold)
    {
        var labels = new int[cover.Length];
        var (best, bestMass, label) = (0, 0f, 0);
        for (var seed = 0; seed < cover.Length; seed++)
        {
            if (labels[seed] != 0 || cover[seed] <= threshold)
            {
                continue;
            }

            label++;
            var mass = Flood(cover, labels, seed, label, height, width, threshold);
            (best, bestMass) = mass > bestMass ? (label, mass) : (best, bestMass);
        }

        return [.. labels.Select(found => found == best && best != 0)];
    }

    private static float Flood(float[] cover, int[] labels, int seed, int label, int height, int width, float threshold)
    {
        var mass = 0f;
        var open = new Stack<int>([seed]);
        labels[seed] = label;
        while (open.TryPop(out var i))
        {
            mass += cover[i];
            foreach (var next in Neighbours(i, height, width, 1))
            {
                if (labels[next] == 0 && cover[next] > threshold)
                {
                    labels[next] = label;
                    open.Push(next);
                }
            }
        }

        return mass;
    }

    private static bool[] Widen(bool[] region, int height, int width)
    {
        var wide = new bool[region.Length];
        for (var i = 0; i < region.Length; i++)
        {
            if (region[i])
            {
                foreach (var next in Neighbours(i, height, width, Surroundings))
                {
                    wide[next] = true;
                }
            }
        }

        return wide;
    }

    private static IEnumerable<int> Neighbours(int i, int height, int width, int reach)
    {
        for (var row = Math.Max(0, (i / width) - reach); row <= Math.Min(height - 1, (i / width) + reach); row++)
        {
            for (var column = Math.Max(0, (i % width) - reach); column <= Math.Min(width - 1, (i % width) + reach); column++)
            {
                yield return (row * width) + column;
            }
        }
    }
}
