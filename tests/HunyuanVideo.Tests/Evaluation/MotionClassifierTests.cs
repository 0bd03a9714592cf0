using System.Numerics;
using HunyuanVideo.Evaluation;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Tests.Evaluation;

public sealed class MotionClassifierTests
{
    private const int Frames = 17;

    [Theory]
    [InlineData(0.0, 1.0, 0.0, Motion.FadesIn)]
    [InlineData(1.0, 0.0, 0.0, Motion.FadesOut)]
    [InlineData(0.0, 1.0, 1.5, Motion.FadesIn)]     // of what is faint little is seen: it seems to grow
    [InlineData(1.0, 0.0, -1.5, Motion.FadesOut)]
    [InlineData(0.4, 1.0, 2.2, Motion.Grows)]       // a small thing is blurred into the background
    [InlineData(1.0, 0.4, -2.2, Motion.Shrinks)]
    [InlineData(1.0, 1.0, 2.2, Motion.Grows)]
    [InlineData(1.0, 1.0, 0.3, Motion.Still)]
    public void A_fade_that_seems_to_grow_is_told_from_growth(double from, double to, double growth, Motion motion)
    {
        var sightings = Enumerable.Range(0, Frames).Select(frame => frame / (Frames - 1.0))
            .Select(progress => new Sighting(from + ((to - from) * progress), 100 * Math.Exp(growth * progress), new Vector2(8, 8), new float[256])).ToArray();

        Assert.Equal(motion, MotionClassifier.Classify(new TrackedThing(Vector3.One, sightings, 16, 16), Shape.Circle).Value);
    }
}
