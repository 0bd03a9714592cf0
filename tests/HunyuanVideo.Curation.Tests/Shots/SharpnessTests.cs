using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Shots;

namespace HunyuanVideo.Curation.Tests.Shots;

public sealed class SharpnessTests
{
    private const int Width = 160;
    private const int Height = 24;
    private const int Frames = 12;

    [Fact]
    public void A_flat_picture_has_none() => Assert.Equal(0, Sharpness.Of(new LumaPlane(8, 8, [.. Enumerable.Repeat((byte)77, 64)])));

    [Fact]
    public void A_clip_does_not_start_in_a_blurred_stretch()
    {
        var inside = Enumerable.Range(0, 200).Count(clip =>
        {
            var random = Random.Philox.For(11, "blur", (ulong)clip);
            var (sigma, blurred) = (1 + (3 * random.NextUniform()), 1 + (int)(9 * random.NextUniform()));
            var sharp = Enumerable.Range(0, Frames).Select(frame => Noise((ulong)clip, frame)).ToList();
            var values = sharp.Select((luma, frame) => Sharpness.Of(frame < blurred ? Blur(luma, sigma) : luma)).ToList();
            return Sharpness.FirstSharp(values, new ClipPlanOptions().SharpShare) < blurred;
        });

        Assert.InRange(inside, 0, 4);
    }

    /// <summary>A texture that pans by a column each frame.</summary>
    private static LumaPlane Noise(ulong clip, int frame)
    {
        var random = Random.Philox.For(12, "texture", clip);
        var texture = Enumerable.Range(0, (Width + Frames) * Height).Select(_ => (byte)(255 * random.NextUniform())).ToArray();
        return new LumaPlane(Width, Height, [.. Enumerable.Range(0, Width * Height).Select(at => texture[(at / Width * (Width + Frames)) + (at % Width) + frame])]);
    }

    private static LumaPlane Blur(LumaPlane luma, double sigma)
    {
        var radius = (int)Math.Ceiling(2 * sigma);
        var weights = Enumerable.Range(-radius, (2 * radius) + 1).Select(x => Math.Exp(-x * x / (2 * sigma * sigma))).ToArray();
        var pixels = new byte[luma.Pixels.Length];
        for (var at = 0; at < pixels.Length; at++)
        {
            var (x, row) = (at % Width, at / Width * Width);
            var sum = weights.Select((weight, tap) => weight * luma.Pixels[row + Math.Clamp(x + tap - radius, 0, Width - 1)]).Sum();
            pixels[at] = (byte)(sum / weights.Sum());
        }

        return luma with { Pixels = pixels };
    }
}
