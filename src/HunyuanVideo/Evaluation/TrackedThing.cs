using System.Numerics;

namespace HunyuanVideo.Evaluation;

/// <summary>The one thing of a clip, followed through its frames.</summary>
/// <param name="Colour">Median colour of its core.</param>
/// <param name="Sightings">One a frame.</param>
/// <param name="Height">Rows of the frames.</param>
/// <param name="Width">Columns of the frames.</param>
internal sealed record TrackedThing(Vector3 Colour, Sighting[] Sightings, int Height, int Width)
{
    private const double CoreShare = 0.002;         // of all pixels of the clip; a small thing that fades leaves no more
    private const float CoreNearness = 0.8f;
    private const float LeastContrast = 35;         // RGB distance; half of the palette's least (orange on yellow) is 43
    private const int DistanceSteps = 512;

    /// <summary>Finds what stands out from the background most; null if nothing does.</summary>
    public static TrackedThing? Find(JudgedClip clip)
    {
        var distances = new float[clip.Pixels.Length];
        var counts = new int[DistanceSteps];
        for (var i = 0; i < distances.Length; i++)
        {
            distances[i] = Vector3.Distance(clip.Pixels[i], clip.FrameBackgrounds[i / (clip.Height * clip.Width)]);
            counts[(int)distances[i]]++;
        }

        var contrast = TopShare(counts, distances.Length);
        if (contrast < LeastContrast)
        {
            return null;
        }

        var core = new ChannelMedian();
        for (var i = 0; i < distances.Length; i++)
        {
            if (distances[i] >= CoreNearness * contrast)
            {
                core.Add(clip.Pixels[i]);
            }
        }

        var sightings = Enumerable.Range(0, clip.Frames)
            .Select(frame => Sighting.In(clip.Frame(frame), clip.Height, clip.Width, clip.FrameBackgrounds[frame], core.Value))
            .ToArray();
        return new(core.Value, sightings, clip.Height, clip.Width);
    }

    private static int TopShare(int[] counts, int total)
    {
        var above = 0;
        for (var step = DistanceSteps - 1; step > 0; step--)
        {
            above += counts[step];
            if (above >= CoreShare * total)
            {
                return step;
            }
        }

        return 0;
    }
}
