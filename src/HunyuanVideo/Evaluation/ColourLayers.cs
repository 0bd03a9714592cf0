using System.Numerics;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Evaluation;

/// <summary>
/// Splits what lies before a background into at most two things, each of one colour of the palette: those whose mixtures
/// with the background explain the pixels best together. A fading red thing on yellow passes through orange and is still red.
/// </summary>
internal static class ColourLayers
{
    private const double LeastShare = 0.0012;       // of the clip's pixels; a small star that fades leaves no more
    private const float LeastPure = 0.75f;          // share of the thing in a pixel that counts for its colour
    private const float MixturePenalty = 24;        // RGB distance that a pixel of pure background would be off
    private const float OffColour = 70;             // RGB distance beyond which a pixel is of no thing
    private const double SecondGain = 0.10;         // share of the cost that a second colour must take away

    private static readonly ThingColour[] Colours = Enum.GetValues<ThingColour>();

    /// <summary>The things, the larger first.</summary>
    public static IReadOnlyList<(ThingColour Colour, TrackedThing Thing)> Split(JudgedClip clip, PatternedGround ground)
    {
        int[] pixels = [.. Enumerable.Range(0, clip.Pixels.Length).Where(i => ground.IsThing[i])];
        if (pixels.Length < LeastShare * clip.Pixels.Length)
        {
            return [];
        }

        var fits = Colours.Select(colour => Fit.Of(clip, ground, pixels, colour)).ToArray();
        var chosen = Choose(fits, LeastShare * clip.Pixels.Length);
        return [.. chosen.Select(index => (Colours[index], Track(clip, ground, fits, chosen, index))).OrderByDescending(item => item.Item2.Sightings.Sum(sighting => sighting.Area))];
    }

    // One colour or two; two must explain clearly more, and each must be seen pure.
    private static int[] Choose(Fit[] fits, double leastPixels)
    {
        var singles = Enumerable.Range(0, fits.Length).Select(a => (Set: new[] { a }, Cost: Cost(fits, a, a))).OrderBy(item => item.Cost).ToList();
        var pairs = from a in Enumerable.Range(0, fits.Length)
                    from b in Enumerable.Range(a + 1, fits.Length - a - 1)
                    where PureOf(fits, a, b) >= leastPixels && PureOf(fits, b, a) >= leastPixels
                    select (Set: new[] { a, b }, Cost: Cost(fits, a, b));
        var (best, pair) = (singles[0], pairs.OrderBy(item => item.Cost).FirstOrDefault());
        return pair.Set is not null && pair.Cost < (1 - SecondGain) * best.Cost ? pair.Set : best.Set;
    }

    private static double Cost(Fit[] fits, int a, int b)
    {
        var sum = 0.0;
        for (var i = 0; i < fits[a].Costs.Length; i++)
        {
            sum += Math.Min(OffColour, Math.Min(fits[a].Costs[i], fits[b].Costs[i]));
        }

        return sum;
    }

    // Pixels that are the one colour, pure, and not the other.
    private static int PureOf(Fit[] fits, int colour, int other)
    {
        var count = 0;
        for (var i = 0; i < fits[colour].Costs.Length; i++)
        {
            count += fits[colour].Covers[i] >= LeastPure && fits[colour].Costs[i] < Math.Min(fits[other].Costs[i], OffColour) ? 1 : 0;
        }

        return count;
    }

    private static TrackedThing Track(JudgedClip clip, PatternedGround ground, Fit[] fits, int[] chosen, int index)
    {
        var area = clip.Height * clip.Width;
        var covers = Enumerable.Range(0, clip.Frames).Select(_ => new float[area]).ToArray();
        var colour = ColourMatcher.ToVector(Palette.Of(Colours[index]));
        for (var i = 0; i < clip.Pixels.Length; i++)
        {
            if (!ground.IsThing[i])
            {
                covers[i / area][i % area] = FaintCover(clip.Pixels[i], ground.Tones[i % area], colour, chosen, index);
            }
        }

        for (var k = 0; k < fits[index].Pixels.Length; k++)
        {
            var pixel = fits[index].Pixels[k];
            var isOwn = fits[index].Costs[k] < OffColour && !chosen.Any(other => other != index && fits[other].Costs[k] < fits[index].Costs[k]);
            covers[pixel / area][pixel % area] = isOwn ? fits[index].Covers[k] : 0;
        }

        return new TrackedThing(colour, [.. covers.Select(cover => Sighting.Of(cover, clip.Height, clip.Width))], clip.Height, clip.Width);
    }

    // A thing that has hardly faded in is near the background; it counts where the direction of the difference is its own.
    private static float FaintCover(Vector3 pixel, Vector3 tone, Vector3 colour, int[] chosen, int index)
    {
        var own = Along(pixel, tone, colour);
        if (own.Cover <= 0)
        {
            return 0;
        }

        foreach (var other in chosen)
        {
            if (other != index && Along(pixel, tone, ColourMatcher.ToVector(Palette.Of(Colours[other]))).Distance < own.Distance)
            {
                return 0;
            }
        }

        return own.Cover;
    }

    private static (float Cover, float Distance) Along(Vector3 pixel, Vector3 tone, Vector3 colour)
    {
        var axis = colour - tone;
        var cover = Math.Clamp(Vector3.Dot(pixel - tone, axis) / Math.Max(axis.LengthSquared(), 1), 0, 1);
        return (cover, Vector3.Distance(pixel, tone + (cover * axis)));
    }

    /// <summary>How a colour explains the pixels before the background.</summary>
    /// <param name="Pixels">Their places in the clip.</param>
    /// <param name="Covers">Share of the colour in each.</param>
    /// <param name="Costs">RGB distance left, and a penalty for what is background.</param>
    private sealed record Fit(int[] Pixels, float[] Covers, float[] Costs)
    {
        public static Fit Of(JudgedClip clip, PatternedGround ground, int[] pixels, ThingColour thing)
        {
            var (covers, costs) = (new float[pixels.Length], new float[pixels.Length]);
            var (area, colour) = (clip.Height * clip.Width, ColourMatcher.ToVector(Palette.Of(thing)));
            for (var k = 0; k < pixels.Length; k++)
            {
                var (cover, distance) = Along(clip.Pixels[pixels[k]], ground.Tones[pixels[k] % area], colour);
                (covers[k], costs[k]) = (cover, distance + (MixturePenalty * (1 - cover)));
            }

            return new(pixels, covers, costs);
        }
    }
}
