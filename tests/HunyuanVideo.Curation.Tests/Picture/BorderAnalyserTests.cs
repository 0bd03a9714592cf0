using HunyuanVideo.Curation.Picture;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Tests.Picture;

public sealed class BorderAnalyserTests
{
    private const int Width = 320;
    private const int Height = 180;
    private static readonly BorderOptions EveryFrame = new() { FrameStep = 1 };

    [Theory]
    [InlineData(90)]
    [InlineData(60)]
    [InlineData(30)]
    public void Bars_are_found_within_two_pixels_at_every_quality(int quality)
    {
        const int Trials = 60;
        var right = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var random = Philox.For((ulong)quality, "bars", (ulong)trial);
            var inside = RandomInside(random);
            var colour = (byte)(random.NextUniform() < 0.2 ? 40 + random.NextInt(180) : 16);

            var row = Measure(trial, picture => picture.Bars(inside, colour).Coded(quality));

            right += IsNear(row.ToBox(), inside) ? 1 : 0;
        }

        Assert.True(right >= 0.98 * Trials, $"only {right} of {Trials}");
    }

    [Fact]
    public void Pictures_without_a_border_have_none()
    {
        const int Trials = 200;

        var found = Enumerable.Range(0, Trials).Count(trial => Measure(trial, picture => picture.Gamma(1 + (trial % 3))).Kind is not ("none" or "dark"));

        Assert.True(found <= 0.005 * Trials, $"{found} of {Trials}");
    }

    [Fact]
    public void A_film_scaled_down_for_the_view_gives_a_box_in_its_own_pixels()
    {
        var analyser = new BorderAnalyser(TestScene.Clip(Width * 6, Height * 6, 2), EveryFrame);
        analyser.Add(new TestScene(3, 400, 300).Window(0, 0, Width, Height).Bars(new PixelBox(0, 20, Width, 160), 16).Frame());

        Assert.Equal(new PixelBox(0, 121, Width * 6, (160 * 6) - 1), analyser.Finish().ToBox());
    }

    [Fact]
    public void Black_films_are_dark_and_keep_their_whole_picture()
    {
        var row = Measure(1, picture => picture.Map((_, _, _) => 16));

        Assert.Equal("dark", row.Kind);
        Assert.Equal(new PixelBox(0, 0, Width, Height), row.ToBox());
    }

    [Fact]
    public void A_border_that_comes_and_goes_changes_and_is_not_cut()
    {
        var analyser = new BorderAnalyser(TestScene.Clip(Width, Height, 12), EveryFrame);
        var scene = new TestScene(5, 400, 300);
        for (var frame = 0; frame < 12; frame++)
        {
            var picture = scene.Window(frame, frame, Width, Height);
            analyser.Add((frame < 6 ? picture : picture.Bars(new PixelBox(0, 22, Width, 158), 16)).Frame(frame));
        }

        var row = analyser.Finish();

        Assert.True(row.Changes);
        Assert.Equal(new PixelBox(0, 0, Width, Height), row.ToBox());
    }

    [Fact]
    public void A_caption_on_a_black_bar_does_not_end_the_bar()
    {
        var row = Measure(2, picture => picture.Bars(new PixelBox(0, 20, Width, 140), 16).Fill(new PixelBox(120, 145, 200, 160), 220));

        Assert.True(IsNear(row.ToBox(), new PixelBox(0, 20, Width, 140)), row.ToString());
    }

    [Fact]
    public void Bars_of_the_blurred_and_enlarged_picture_are_found()
    {
        var upright = new TestScene(8, 300, 400).Window(60, 40, 102, Height);
        var blurred = upright.Blur(4);
        var picture = new TestPicture(new byte[Width * Height], Width, Height).Map((x, y, _) =>
            x is >= 109 and < 211 ? upright.Pixels[(y * 102) + x - 109] : blurred.Pixels[(((int)(90 + ((y - 90) * 102.0 / Width))) * 102) + (x * 102 / Width)])
            ;
        var smooth = picture.Blur(3).Map((x, y, value) => x is >= 109 and < 211 ? picture.Pixels[(y * Width) + x] : value);
        var analyser = new BorderAnalyser(TestScene.Clip(Width, Height, 1), EveryFrame);
        analyser.Add(smooth.Frame());

        var row = analyser.Finish();

        Assert.Equal("blurred", row.Kind);
        Assert.True(Math.Abs(row.X0 - 109) <= 4 && Math.Abs(row.X1 - 211) <= 4, row.ToString());
    }

    private static BorderRow Measure(int seed, Func<TestPicture, TestPicture> change)
    {
        var analyser = new BorderAnalyser(TestScene.Clip(Width, Height, 2), EveryFrame);
        var scene = new TestScene((ulong)seed, 420, 280);
        analyser.Add(change(scene.Window(0, 0, Width, Height)).Frame());
        analyser.Add(change(scene.Window(90, 90, Width, Height)).Frame(1));
        return analyser.Finish();
    }

    /// <summary>Bars of 1–25 % above and below, at both sides, or all around.</summary>
    private static PixelBox RandomInside(Philox random)
    {
        var kind = random.NextInt(3);
        int Depth(int size) => (int)Math.Ceiling(size * (0.01 + (0.24 * random.NextUniform())));
        var (left, right) = kind == 0 ? (0, 0) : (Depth(Width), Depth(Width));
        var (top, bottom) = kind == 1 ? (0, 0) : (Depth(Height), Depth(Height));
        return new PixelBox(left, top, Width - right, Height - bottom);
    }

    private static bool IsNear(PixelBox found, PixelBox truth) =>
        Math.Abs(found.X0 - truth.X0) <= 2 && Math.Abs(found.X1 - truth.X1) <= 2 && Math.Abs(found.Y0 - truth.Y0) <= 2 && Math.Abs(found.Y1 - truth.Y1) <= 2;
}
