using System.Diagnostics;
using System.Security.Cryptography;

namespace HunyuanVideo.Synthetic.Tests;

public sealed class SceneRendererTests(ITestOutputHelper output)
{
    private static readonly ClipSize Size = new(64, 64, 17, 8);

    [Theory]
    [InlineData(SceneLevel.Level1, "b15172bb8892061a")]
    [InlineData(SceneLevel.Level2, "d7f87e6f7e8d29ca")]
    [InlineData(SceneLevel.Level3, "300ce7c8fcb05b92")]
    public void Same_seed_gives_the_same_bytes_for_ever(SceneLevel level, string expected)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (ulong index = 0; index < 20; index++)
        {
            hash.AppendData(SceneRenderer.Render(SceneSampler.Sample(5, index, level, Split.Any), Size).Pixels);
        }

        Assert.Equal(expected, Convert.ToHexStringLower(hash.GetHashAndReset())[..16]);
    }

    [Fact]
    public void The_middle_of_a_thing_has_its_colour_and_the_corner_the_backgrounds()
    {
        for (ulong index = 0; index < 200; index++)
        {
            var scene = SceneSampler.Sample(6, index, SceneLevel.Level1, Split.Any);
            if (scene.Things[0].Shape == Shape.Ring || scene.Things[0].Motion is Motion.FadesIn or Motion.FadesOut)
            {
                continue;
            }

            var clip = SceneRenderer.Render(scene, Size);
            var pose = clip.Truth().Frames[8].Things[0];

            Assert.Equal(Palette.Of(scene.Things[0].Colour), PixelAt(clip, 8, (int)pose.X, (int)pose.Y));
            Assert.Equal(Palette.Of(scene.Background.Colour), PixelAt(clip, 8, pose.X < 32 ? 63 : 0, pose.Y < 32 ? 63 : 0));
        }
    }

    [Theory]
    [InlineData(Shape.Circle)]
    [InlineData(Shape.Square)]
    [InlineData(Shape.Triangle)]
    [InlineData(Shape.Star)]
    [InlineData(Shape.Ring)]
    [InlineData(Shape.Diamond)]
    public void Coverage_adds_up_to_the_area(Shape shape)
    {
        var thing = new Thing(shape, ThingColour.White, ThingSize.Large, Motion.Still, new(0.4f, 0.6f), default, 0, 0, 0);
        var scene = new Scene(SceneLevel.Level1, [thing], Background.Plain(BackgroundColour.Black), CameraMove.Static, Light.Even);
        var size = new ClipSize(128, 128, 1, 8);

        var pixels = SceneRenderer.Render(scene, size).Pixels;

        var radius = thing.Radius * size.ShorterSide;
        var area = pixels.Where((_, i) => i % 3 == 0).Sum(value => (value - 20) / 225.0);
        Assert.Equal(1, area / (radius * radius * ShapeField.UnitArea(shape)), 0.01);
    }

    [Fact]
    public void A_picture_shows_the_things_at_rest()
    {
        var scene = SceneSampler.Sample(1, 4, SceneLevel.Level3, Split.Any).AsPicture();

        var clip = SceneRenderer.Render(scene, Size);

        Assert.Equal(clip.Pixels[..Size.FrameBytes], clip.Pixels[^Size.FrameBytes..]);
    }

    [Theory]
    [InlineData(8, 64, 1, 8)]
    [InlineData(64, 64, 0, 8)]
    [InlineData(64, 64, 1, 0)]
    [InlineData(100_000, 100_000, 17, 8)]
    public void An_absurd_size_is_refused_before_allocation(int width, int height, int frames, double framesPerSecond)
    {
        var scene = SceneSampler.Sample(1, 0, SceneLevel.Level1, Split.Any);

        Assert.Throws<ArgumentOutOfRangeException>(() => SceneRenderer.Render(scene, new(width, height, frames, framesPerSecond)));
    }

    [Fact]
    public void Rate_is_printed()
    {
        var watch = Stopwatch.StartNew();
        for (ulong index = 0; index < 300; index++)
        {
            SceneRenderer.Render(SceneSampler.Sample(5, index, SceneLevel.Level1, Split.Any), Size);
        }

        output.WriteLine($"level 1: {300 / watch.Elapsed.TotalSeconds:F0} clips/s at 64x64x17");
        watch.Restart();
        for (ulong index = 0; index < 300; index++)
        {
            SceneRenderer.Render(SceneSampler.Sample(5, index, SceneLevel.Level3, Split.Any), Size);
        }

        output.WriteLine($"level 3: {300 / watch.Elapsed.TotalSeconds:F0} clips/s at 64x64x17");
    }

    private static Rgb PixelAt(ToyClip clip, int frame, int x, int y)
    {
        var at = (frame * clip.Size.FrameBytes) + (((y * clip.Size.Width) + x) * 3);
        return new(clip.Pixels[at], clip.Pixels[at + 1], clip.Pixels[at + 2]);
    }
}
