using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Picture;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Tests.Picture;

public sealed class TechnicalAnalyserTests
{
    private const int Width = 480;
    private const int Height = 272;

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(15)]
    public void Noise_sigma_is_right_within_15_percent(int sigma)
    {
        for (var scene = 0; scene < 6; scene++)
        {
            var row = Measure(Scene(scene).Noise(sigma, (ulong)scene));

            Assert.True(Math.Abs(row.NoiseSigma - sigma) <= 0.15 * sigma, $"scene {scene}: {row.NoiseSigma}");
        }
    }

    [Fact]
    public void Ladders_are_monotone()
    {
        for (var scene = 0; scene < 4; scene++)
        {
            var picture = Scene(scene);

            AssertRises([0, 1, 2, 4, 8, 15], sigma => Measure(picture.Noise(sigma, 5)), row => row.NoiseSigma);
            AssertRises([90, 70, 50, 30, 20, 10, 5], quality => Measure(picture.Coded((int)quality)), row => row.Blockiness);
            AssertRises([3, 2.2, 1.6, 1, 0.7, 0.45], gamma => Measure(picture.Gamma(gamma)), row => row.ExposureMean);
            AssertRises([3, 2.2, 1.6, 1, 0.7, 0.45], gamma => Measure(picture.Gamma(gamma)), row => -row.DarkShare);
            AssertRises([0.1, 0.2, 0.4, 0.7, 1], gain => Measure(picture.Map((_, _, v) => 110 + (gain * (v - 110)))), row => row.Contrast);
            AssertRises([15, 11, 8, 5, 2], sigma => Measure(picture.Noise(sigma, 5)), row => row.Quality);
            AssertRises([5, 10, 20, 40, 80], quality => Measure(picture.Coded((int)quality)), row => row.Quality);
        }
    }

    [Fact]
    public void Blocks_are_told_from_clean_pictures()
    {
        Assert.True(Measure(Scene(1).Coded(5)).Blockiness > 1.35);
        Assert.InRange(Measure(Scene(1).Noise(1, 3)).Blockiness, 1, 1.15);
    }

    [Fact]
    public void Combs_of_two_moments_are_told_from_whole_frames()
    {
        var scene = new TestScene(3, 700, 400);
        var (first, second) = (scene.Window(40, 10, Width, Height), scene.Window(50, 10, Width, Height));

        var interlaced = Measure(first.Map((x, y, value) => y % 2 == 0 ? value : second.Pixels[(y * Width) + x]));

        Assert.True(interlaced.InterlaceScore > 1.4, interlaced.ToString());
        Assert.True(Measure(first).InterlaceScore < 1.1);
    }

    [Fact]
    public void A_smooth_slope_in_whole_levels_is_banded_and_with_noise_is_not()
    {
        var slope = Scene(0).Map((x, y, _) => 60 + (x / 12.0) + (y / 40.0));

        Assert.True(Measure(slope).Banding > 0.5);
        Assert.True(Measure(slope.Noise(1, 1)).Banding < 0.01);
    }

    [Fact]
    public void Only_the_crop_counts()
    {
        var crop = new PixelBox(96, 48, 400, 240);
        var inside = Scene(2).Noise(5, 1);
        var framed = inside.Bars(new PixelBox(90, 40, 410, 250), 16);

        var row = Measure(framed, crop: crop);

        Assert.Equal(Measure(inside, crop: crop), row);
    }

    [Fact]
    public void Flicker_is_the_unrest_of_the_mean_and_not_a_slow_change()
    {
        var picture = Scene(1);
        ViewFrame[] Film(Func<int, double> offset) => [.. Enumerable.Range(0, 40).Select(f => picture.Map((_, _, v) => v + offset(f)).Frame(f))];

        var (still, slow, unrest) = (Flicker(Film(_ => 0)), Flicker(Film(f => f * 0.6)), Flicker(Film(f => f % 2 * 30)));

        Assert.Equal(0, still);
        Assert.InRange(slow, 0, 0.03);
        Assert.True(unrest > 0.08, $"{unrest}");
    }

    [Fact]
    public void Colourfulness_follows_its_formula()
    {
        var frame = Scene(0).Frame();
        var clip = TestScene.Clip(Width, Height, 1);
        var analyser = new TechnicalAnalyser(clip);
        analyser.Add(frame with { U = [.. frame.U.Select(_ => (byte)108)], V = [.. frame.V.Select(_ => (byte)158)] });
        analyser.AddPlane(Scene(0).Plane());

        var row = analyser.Finish(new PixelBox(0, 0, Width, Height));

        // One colour: only the means count. R − G = 1.7927·30 + 0.2132·(−20) + 0.5329·30; (R + G)/2 − B likewise.
        var redGreen = (1.7927 * 30) + (0.2132 * -20) + (0.5329 * 30);
        var yellowBlue = (((1.7927 * 30) + (-0.2132 * -20) + (-0.5329 * 30)) / 2) - (2.1124 * -20);
        Assert.Equal(0.3 * Math.Sqrt((redGreen * redGreen) + (yellowBlue * yellowBlue)), row.Colourfulness, 1e-3);
    }

    [Fact]
    public void Tiny_and_odd_pictures_can_be_measured()
    {
        foreach (var (width, height) in new[] { (1, 1), (3, 2), (17, 5), (33, 31) })
        {
            var picture = new TestScene(1, 64, 64, 4).Window(0, 0, width, height);
            var row = Measure(picture, new PixelBox(0, 0, width, height));
            Assert.True(float.IsFinite(row.Quality) && float.IsFinite(row.NoiseSigma) && float.IsFinite(row.Blockiness) && float.IsFinite(row.InterlaceScore));
        }
    }

    private static TestPicture Scene(int seed) => new TestScene((ulong)seed, 700, 400).Window(20 * seed, 10, Width, Height);

    private static float Flicker(ViewFrame[] film)
    {
        var analyser = new TechnicalAnalyser(TestScene.Clip(Width, Height, film.Length));
        Array.ForEach(film, analyser.Add);
        analyser.AddPlane(new LumaPlane(Width, Height, film[0].Y));
        return analyser.Finish(new PixelBox(0, 0, Width, Height)).Flicker;
    }

    private static TechnicalRow Measure(TestPicture picture, PixelBox? crop = null)
    {
        var analyser = new TechnicalAnalyser(TestScene.Clip(picture.Width, picture.Height, 1));
        analyser.Add(picture.Frame());
        analyser.AddPlane(picture.Plane());
        return analyser.Finish(crop ?? new PixelBox(0, 0, picture.Width, picture.Height));
    }

    private static void AssertRises(double[] steps, Func<double, TechnicalRow> measure, Func<TechnicalRow, float> value)
    {
        var values = Array.ConvertAll(steps, step => value(measure(step)));
        Assert.True(values.Zip(values.Skip(1)).All(pair => pair.First <= pair.Second) && values[0] < values[^1], string.Join(", ", values));
    }
}
