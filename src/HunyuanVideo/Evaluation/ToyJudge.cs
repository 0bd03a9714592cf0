using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Evaluation;

/// <summary>
/// Finds the attributes of a level-1 clip by classical vision, without any trained part: it judges what a model made,
/// blurred and unsteady as it may be.
/// </summary>
/// <remarks>Source: spec training §13.2 (toy exact metrics), product §3.</remarks>
public static class ToyJudge
{
    /// <summary>Looks at a decoded clip.</summary>
    /// <param name="pixels">[T, H, W, 3] row-major, sRGB.</param>
    /// <param name="frames">T; motions need at least 4.</param>
    /// <param name="height">H, at least 16.</param>
    /// <param name="width">W, at least 16.</param>
    /// <exception cref="ArgumentOutOfRangeException">The pixels do not fit the sizes, or a size is too small.</exception>
    public static ToyVerdict Judge(ReadOnlySpan<byte> pixels, int frames, int height, int width)
    {
        var clip = JudgedClip.Shrink(pixels, frames, height, width);
        var background = ColourMatcher.Background(clip.Background);
        var thing = TrackedThing.Find(clip);
        if (thing is null)
        {
            return new(Finding<Shape>.None, Finding<ThingColour>.None, Finding<Motion>.None, background);
        }

        var shape = ShapeMatcher.Match(thing);
        return new(shape, ColourMatcher.Thing(thing.Colour, clip.Background), MotionClassifier.Classify(thing, shape.Value), background);
    }
}
