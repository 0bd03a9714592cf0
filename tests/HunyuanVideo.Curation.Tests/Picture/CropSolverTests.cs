using HunyuanVideo.Curation.Picture;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Tests.Picture;

public sealed class CropSolverTests
{
    private static readonly CropOptions Options = new();

    [Fact]
    public void Cost_equals_that_of_an_exhaustive_search_on_random_layouts()
    {
        for (var layout = 0; layout < 1000; layout++)
        {
            var random = Philox.For(7, "layouts", (ulong)layout);
            var border = RandomBox(random, new PixelBox(0, 0, 640, 360), 200);
            var obstacles = Enumerable.Range(0, random.NextInt(7)).Select(_ => RandomBox(random, border, 1)).ToArray();

            var (box, cost) = CropSolver.Least(border, obstacles, Options);

            var expected = Exhaustive(border, obstacles);
            Assert.True(Math.Abs(expected - cost) <= 1e-9, $"layout {layout}: {cost} for {box}, but {expected} is possible");
            Assert.Equal(cost, Cost(box, border, obstacles), 1e-9);
        }
    }

    [Fact]
    public void A_subtitle_band_is_cut_off_and_named()
    {
        var clip = TestScene.Clip(1920, 1080, 100);

        var row = CropSolver.Solve(clip, new PixelBox(0, 0, 1920, 1080), [new CropObstacle("subtitle", new PixelBox(300, 940, 1620, 1040))]);

        Assert.Equal(new PixelBox(0, 0, 1920, 928), row.ToBox());      // 11 pixels of room above the text, then even
        Assert.Equal("subtitle", row.Avoids);
    }

    [Fact]
    public void A_crop_that_would_keep_too_little_is_not_made()
    {
        var clip = TestScene.Clip(640, 360, 100);
        var border = new PixelBox(0, 0, 640, 360);

        var row = CropSolver.Solve(clip, border, [new CropObstacle("text", new PixelBox(0, 120, 640, 240))]);

        Assert.Equal(border, row.ToBox());
        Assert.Equal("", row.Avoids);
        Assert.True(row.Cost > 0.6f);       // the text stays and is paid for
    }

    [Fact]
    public void Sizes_are_even()
    {
        var row = CropSolver.Solve(TestScene.Clip(321, 241, 100), new PixelBox(3, 5, 320, 240), []);

        Assert.Equal(new PixelBox(4, 6, 320, 240), row.ToBox());
    }

    private static PixelBox RandomBox(Philox random, PixelBox inside, int least)
    {
        var (width, height) = (least + random.NextInt(inside.Width - least + 1), least + random.NextInt(inside.Height - least + 1));
        (width, height) = (Math.Min(width, inside.Width), Math.Min(height, inside.Height));
        var (x, y) = (inside.X0 + random.NextInt(inside.Width - width + 1), inside.Y0 + random.NextInt(inside.Height - height + 1));
        return new PixelBox(x, y, x + width, y + height);
    }

    private static double Exhaustive(PixelBox border, PixelBox[] obstacles)
    {
        var columns = obstacles.SelectMany(o => new[] { o.X0, o.X1 }).Append(border.X0).Append(border.X1).Distinct().ToArray();
        var rows = obstacles.SelectMany(o => new[] { o.Y0, o.Y1 }).Append(border.Y0).Append(border.Y1).Distinct().ToArray();
        var least = double.PositiveInfinity;
        foreach (var (x0, x1) in columns.SelectMany(a => columns.Where(b => a < b).Select(b => (a, b))))
        {
            foreach (var (y0, y1) in rows.SelectMany(a => rows.Where(b => a < b).Select(b => (a, b))))
            {
                least = Math.Min(least, Cost(new PixelBox(x0, y0, x1, y1), border, obstacles));
            }
        }

        return least;
    }

    // The formula of the specification, written a second time.
    private static double Cost(PixelBox box, PixelBox border, PixelBox[] obstacles)
    {
        double width = border.X1 - border.X0, height = border.Y1 - border.Y0;
        double w = box.X1 - box.X0, h = box.Y1 - box.Y0;
        var shift = Math.Sqrt(Math.Pow((box.X0 + (w / 2)) - (border.X0 + (width / 2)), 2) + Math.Pow((box.Y0 + (h / 2)) - (border.Y0 + (height / 2)), 2));
        var kept = 0.0;
        foreach (var o in obstacles)
        {
            kept += Math.Max(0, Math.Min(o.X1, box.X1) - Math.Max(o.X0, box.X0)) * (double)Math.Max(0, Math.Min(o.Y1, box.Y1) - Math.Max(o.Y0, box.Y0));
        }

        return 1 - (w * h / (width * height)) + (0.3 * shift / Math.Sqrt((width * width) + (height * height)))
            + (w / h < 9 / 21.0 || w / h > 21 / 9.0 ? 0.5 : 0) + (2 * kept / (width * height));
    }
}
