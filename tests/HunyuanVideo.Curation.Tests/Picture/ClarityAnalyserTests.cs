using HunyuanVideo.Curation.Picture;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Tests.Picture;

public sealed class ClarityAnalyserTests
{
    private const int Width = 480;
    private const int Height = 270;
    private static readonly ClarityOptions OfThisSize = new() { ReferenceLines = Height };
    private static readonly double[] Sigmas = [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6];

    [Fact]
    public void Clarity_falls_with_blur_in_every_scene_and_ranks_over_scenes_better_than_the_laplacian()
    {
        var (sharp, blurred, sharpLaplacian, blurredLaplacian) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var scene = 0; scene < 6; scene++)
        {
            var rows = Sigmas.Select(sigma => Measure(Scene(scene).Blur(sigma).Noise(1, 9))).ToArray();

            Assert.True(Ranks.Spearman(Sigmas, [.. rows.Select(row => (double)row.Clarity)]) <= -0.98, $"scene {scene}: {string.Join(", ", rows.Select(row => row.EdgeWidthPx))}");
            sharp.AddRange(rows.Take(3).Select(row => (double)row.Clarity));
            blurred.AddRange(rows.Skip(4).Select(row => (double)row.Clarity));
            sharpLaplacian.AddRange(rows.Take(3).Select(row => (double)row.LapVarMedian));
            blurredLaplacian.AddRange(rows.Skip(4).Select(row => (double)row.LapVarMedian));
        }

        var auc = Ranks.Auc(sharp, blurred);
        Assert.True(auc >= 0.95 && auc >= Ranks.Auc(sharpLaplacian, blurredLaplacian), $"{auc}");
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(3)]
    [InlineData(5)]
    public void Edge_width_is_that_of_a_blurred_step(double sigma)
    {
        // 10 to 90 % of a step blurred by a Gaussian lie 2 · 1.2816 σ apart, whatever its direction.
        for (var angle = 0.0; angle < 3; angle += 0.7)
        {
            var step = Scene(0).Map((x, y, _) => ((x - 240) * Math.Cos(angle)) + ((y - 135) * Math.Sin(angle)) > 0 ? 200 : 60).Blur(sigma);

            Assert.Equal(2 * 1.2816 * sigma, Measure(step).EdgeWidthPx, 0.12 * 2 * 1.2816 * sigma);
        }
    }

    [Fact]
    public void Defocus_rises_with_blur()
    {
        var values = new[] { 0, 1, 2, 4, 6.0 }.Select(sigma => Measure(Scene(2).Blur(sigma)).Defocus).ToArray();

        Assert.True(values.Zip(values.Skip(1)).All(pair => pair.First <= pair.Second) && values[2] > 2 * values[1], string.Join(", ", values));
        Assert.InRange(values[0], 0, 0.15);
    }

    [Fact]
    public void Blur_along_the_motion_is_motion_blur_and_a_sharp_pan_has_none()
    {
        var scene = Scene(3);
        var smeared = scene.Map((x, y, _) => Enumerable.Range(-6, 13).Average(i => scene.Pixels[(y * Width) + Math.Clamp(x + i, 0, Width - 1)]));
        var (along, across, rest) = (new GlobalShift(2.4, 0), new GlobalShift(0, 2.4), new GlobalShift(0, 0));

        Assert.True(Measure(smeared, along).MotionBlur > 0.4, Measure(smeared, along).ToString());
        Assert.InRange(Measure(scene, along).MotionBlur, 0, 0.15);
        Assert.InRange(Measure(smeared, across).MotionBlur, 0, 0.05);
        Assert.Equal(0, Measure(smeared, rest).MotionBlur);
    }

    [Fact]
    public void Only_the_crop_counts()
    {
        var crop = new PixelBox(240, 0, 480, 270);
        var (sharp, blurred) = (Scene(1), Scene(1).Blur(4));
        var half = sharp.Map((x, y, value) => x < 236 ? value : blurred.Pixels[(y * Width) + x]);

        Assert.Equal(Measure(blurred, crop: crop).Clarity, Measure(half, crop: crop).Clarity, 0.02);
        Assert.True(Measure(half, crop: new PixelBox(0, 0, 232, 270)).Clarity > 0.8);
    }

    [Fact]
    public void Pictures_above_the_reference_are_scaled_down_first()
    {
        var small = new ClarityOptions { ReferenceLines = Height / 2 };

        var row = Measure(Scene(1).Blur(3), options: small);

        Assert.Equal(Measure(Scene(1).Blur(3)).EdgeWidthPx / 2, row.EdgeWidthPx, 0.6);
    }

    [Fact]
    public void A_flat_picture_is_not_clear_and_tiny_ones_can_be_measured()
    {
        Assert.Equal(0, Measure(Scene(0).Map((_, _, _) => 100)).Clarity, 1e-6);
        foreach (var (width, height) in new[] { (1, 1), (3, 2), (17, 5), (33, 31) })
        {
            var row = Measure(new TestScene(1, 64, 64, 4).Window(0, 0, width, height));
            Assert.True(float.IsFinite(row.Clarity) && float.IsFinite(row.Defocus) && float.IsFinite(row.LapVarP10));
        }
    }

    private static TestPicture Scene(int seed) => new TestScene((ulong)seed, 700, 400).Window(20 * seed, 10, Width, Height);

    private static ClarityRow Measure(TestPicture picture, GlobalShift? shift = null, PixelBox? crop = null, ClarityOptions? options = null)
    {
        var analyser = new ClarityAnalyser(TestScene.Clip(picture.Width, picture.Height, 1), options ?? OfThisSize);
        analyser.AddPlane(picture.Plane());
        return analyser.Finish(crop ?? new PixelBox(0, 0, picture.Width, picture.Height), shift is { } one ? [one] : null);
    }
}
