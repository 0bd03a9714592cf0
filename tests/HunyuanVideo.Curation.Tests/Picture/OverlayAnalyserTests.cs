using HunyuanVideo.Curation.Picture;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Tests.Picture;

public sealed class OverlayAnalyserTests
{
    private const int Width = 320;
    private const int Height = 180;
    private const int Frames = 24;
    private const int Step = 6;     // pixels per frame, about: 1.6 % of the diagonal

    [Fact]
    public void Logos_on_moving_scenes_are_found()
    {
        const int Trials = 60;
        var found = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var logo = TestLogo.Random(Philox.For(11, "logo", (ulong)trial), Width, Height);

            var rows = Measure(trial, logo, Pan(trial));

            found += rows.Any(row => row.Persistence > 0.5 && Overlap(new PixelBox(row.X0, row.Y0, row.X1, row.Y1), logo.Box) >= 0.4) ? 1 : 0;
        }

        Assert.True(found >= 0.95 * Trials, $"only {found} of {Trials}");
    }

    [Fact]
    public void Scenes_without_a_logo_have_none()
    {
        const int Trials = 100;

        var found = Enumerable.Range(0, Trials).Count(trial => Measure(trial, null, Pan(trial)).Count > 0);

        Assert.True(found <= 0.02 * Trials, $"{found} of {Trials}");
    }

    [Fact]
    public void In_a_static_scene_a_logo_is_only_half_certain()
    {
        var logo = TestLogo.Random(Philox.For(11, "logo", 3), Width, Height) with { Box = new PixelBox(20, 20, 50, 44) };

        var rows = Measure(4, logo, (0, 0), objects: 0);

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.True(row is { Persistence: <= 0.5f, Detector: "edges_static_scene" }));
    }

    [Fact]
    public void A_see_through_thing_in_the_middle_is_a_watermark_and_an_opaque_one_is_not_named()
    {
        var middle = new PixelBox(140, 75, 180, 105);

        var seeThrough = Measure(5, new TestLogo(middle, 235, 0.4, 77), (Step, 0));
        var opaque = Measure(5, new TestLogo(middle, 235, 1, 77), (Step, 0));

        Assert.Equal("watermark", Assert.Single(seeThrough).Kind);
        Assert.DoesNotContain(opaque, row => row.Kind == "watermark");
    }

    [Fact]
    public void Long_edges_that_slide_along_themselves_are_no_overlay()
    {
        var analyser = new OverlayAnalyser(TestScene.Clip(Width, Height, Frames));
        var scene = new TestScene(9, 600, 400);
        for (var frame = 0; frame < Frames; frame++)
        {
            // Rails: a short piece of them would look like a thing that stays.
            analyser.Add(scene.Window(Place(frame, Step), 40, Width, Height).Map((x, y, value) => x < 60 && y is 30 or 33 or 36 or 39 ? 230 : value).Frame(frame));
        }

        var rows = analyser.Finish(Shifts(Step, 0), new PixelBox(0, 0, Width, Height));

        Assert.DoesNotContain(rows, row => row.Y0 < 45 && row.Y1 > 28 && row.X1 - row.X0 > 55);
    }

    private static (int X, int Y) Pan(int trial) => (trial % 3) switch { 0 => (Step, 0), 1 => (0, Step), _ => (Step, Step / 2) };

    private static IReadOnlyList<OverlayRow> Measure(int seed, TestLogo? logo, (int X, int Y) pan, int objects = 90)
    {
        var analyser = new OverlayAnalyser(TestScene.Clip(Width, Height, Frames));
        var scene = new TestScene((ulong)seed, Width + (Frames * Step) + 8, Height + (Frames * Step) + 8, objects);
        for (var frame = 0; frame < Frames; frame++)
        {
            var picture = scene.Window(Place(frame, pan.X), Place(frame, pan.Y), Width, Height);
            analyser.Add((logo is null ? picture : logo.Draw(picture)).Noise(2, (ulong)frame).Frame(frame));
        }

        return analyser.Finish(Shifts(pan.X, pan.Y), new PixelBox(0, 0, Width, Height));
    }

    // Not evenly: a texture whose period is the step would stay where it is.
    private static int Place(int frame, int step) => step == 0 ? 0 : (frame * step) + (frame * frame * 7 % 5);

    private static GlobalShift[] Shifts(int x, int y)
    {
        var percent = 100 / Math.Sqrt((Width * Width) + (Height * Height));
        return [.. Enumerable.Range(0, Frames).Select(frame => frame == 0 ? default : Shift(frame, x, y, percent))];
    }

    private static GlobalShift Shift(int frame, int x, int y, double percent) =>
        new((Place(frame - 1, x) - Place(frame, x)) * percent, (Place(frame - 1, y) - Place(frame, y)) * percent);

    private static double Overlap(PixelBox a, PixelBox b)
    {
        var shared = a.Intersect(b).Area;
        return shared / (double)(a.Area + b.Area - shared);
    }
}
