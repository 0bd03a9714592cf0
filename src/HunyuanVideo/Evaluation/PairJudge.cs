using System.Numerics;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Evaluation;

/// <summary>
/// Finds the attributes of a level-2 clip by classical vision: up to two things on a plain or patterned background.
/// It does not know what was asked for.
/// </summary>
/// <remarks>Source: spec training §13.2 (toy exact metrics), product §3.</remarks>
public static class PairJudge
{
    /// <summary>Looks at a decoded clip.</summary>
    /// <param name="pixels">[T, H, W, 3] row-major, sRGB.</param>
    /// <param name="frames">T; motions need at least 4.</param>
    /// <param name="height">H, at least 16.</param>
    /// <param name="width">W, at least 16.</param>
    /// <exception cref="ArgumentOutOfRangeException">The pixels do not fit the sizes, or a size is too small.</exception>
    public static PairVerdict Judge(ReadOnlySpan<byte> pixels, int frames, int height, int width)
    {
        var clip = JudgedClip.Shrink(pixels, frames, height, width);
        var ground = PatternedGround.Find(clip);
        return new(ground.Colour, [.. ColourLayers.Split(clip, ground).Select(layer => See(layer.Colour, layer.Thing))]);
    }

    private static SeenThing See(ThingColour colour, TrackedThing thing)
    {
        var shape = ShapeMatcher.Match(thing);
        var first = thing.Sightings.FirstOrDefault(sighting => sighting.IsClear);
        return new(colour, shape, MotionClassifier.Classify(thing, shape.Value), first is null ? (Vector2?)null : first.Centre);
    }
}
