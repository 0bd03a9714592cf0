using System.Numerics;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Evaluation;

/// <summary>The background of a clip, plain or patterned: which colour it has, and the tone it has at each pixel.</summary>
/// <param name="Colour">The background colour whose two tones explain the clip best.</param>
/// <param name="Tones">[H, W], the tone at each pixel as seen when nothing lay before it; elsewhere that of the nearest such pixel.</param>
/// <param name="IsThing">[T, H, W], whether a pixel is off the line between the tones.</param>
internal sealed record PatternedGround(Finding<BackgroundColour> Colour, Vector3[] Tones, bool[] IsThing)
{
    private const float ThingDistance = 34;         // RGB distance from the background's tones
    private const float FarthestCounted = 90;       // a thing's pixels are as wrong for every background
    private const double LargestMean = 45;

    /// <summary>Finds the background.</summary>
    public static PatternedGround Find(JudgedClip clip)
    {
        var colours = Enum.GetValues<BackgroundColour>();
        var found = Finding<BackgroundColour>.Cheapest(colours.Select(colour => (colour, MeanDistance(clip, colour))), LargestMean);
        var nearest = colours.MinBy(colour => MeanDistance(clip, colour));
        var isThing = new bool[clip.Pixels.Length];
        for (var i = 0; i < isThing.Length; i++)
        {
            isThing[i] = Distance(clip.Pixels[i], nearest) > ThingDistance;
        }

        return new(found, TonesOf(clip, isThing, nearest), isThing);
    }

    private static double MeanDistance(JudgedClip clip, BackgroundColour colour)
    {
        var sum = 0.0;
        foreach (var pixel in clip.Pixels)
        {
            sum += Math.Min(FarthestCounted, Distance(pixel, colour));
        }

        return sum / clip.Pixels.Length;
    }

    // From the line between the two tones of a background.
    private static float Distance(Vector3 pixel, BackgroundColour colour)
    {
        var (main, shade) = (ColourMatcher.ToVector(Palette.Of(colour)), ColourMatcher.ToVector(Palette.ShadeOf(colour)));
        var axis = shade - main;
        var along = Math.Clamp(Vector3.Dot(pixel - main, axis) / axis.LengthSquared(), 0, 1);
        return Vector3.Distance(pixel, main + (along * axis));
    }

    private static Vector3[] TonesOf(JudgedClip clip, bool[] isThing, BackgroundColour colour)
    {
        var area = clip.Height * clip.Width;
        var (tones, counts) = (new Vector3[area], new int[area]);
        for (var i = 0; i < isThing.Length; i++)
        {
            if (!isThing[i])
            {
                tones[i % area] += clip.Pixels[i];
                counts[i % area]++;
            }
        }

        var open = new Queue<int>();
        for (var i = 0; i < area; i++)
        {
            if (counts[i] > 0)
            {
                tones[i] /= counts[i];
                open.Enqueue(i);
            }
        }

        if (open.Count == 0)
        {
            Array.Fill(tones, ColourMatcher.ToVector(Palette.Of(colour)));
        }

        Spread(tones, counts, open, clip.Height, clip.Width);
        return tones;
    }

    // What a resting thing hides takes the tone of the nearest pixel that was seen.
    private static void Spread(Vector3[] tones, int[] counts, Queue<int> open, int height, int width)
    {
        while (open.TryDequeue(out var i))
        {
            var (row, column) = (i / width, i % width);
            foreach (var (y, x) in new[] { (row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1) })
            {
                var next = (y * width) + x;
                if (y >= 0 && y < height && x >= 0 && x < width && counts[next] == 0)
                {
                    (tones[next], counts[next]) = (tones[i], 1);
                    open.Enqueue(next);
                }
            }
        }
    }
}
