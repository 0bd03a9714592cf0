using HunyuanVideo.Evaluation;
using HunyuanVideo.Random;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Tests.Evaluation;

public sealed class ToyJudgeTests(ITestOutputHelper output)
{
    private const ulong Seed = 77;
    private const double LeastShare = 0.99;
    private static readonly ClipSize Size = new(64, 64, 17, 8);

    [Theory]
    [InlineData(64, 250, 0, 0.0)]
    [InlineData(64, 100, 2, 8.0)]       // blurred by 1 pixel, noise of 8 of 255, chroma halved
    [InlineData(128, 30, 4, 8.0)]
    public void Every_attribute_of_true_clips_is_found(int side, int count, int blurPasses, double noise)
    {
        var size = new ClipSize(side, side, 17, 8);

        var rates = AttributeRates.Of(Scenes(count).Select((scene, index) => Judge(scene, size, blurPasses, noise, index).Compare(scene.Combination)));

        output.WriteLine($"{side}, blur {blurPasses}, noise {noise}: {rates}");
        Assert.True(rates.Colour.Share >= LeastShare, rates.ToString());
        Assert.True(rates.Background.Share >= LeastShare, rates.ToString());
        Assert.True(rates.Shape.Share >= LeastShare, rates.ToString());
        Assert.True(rates.Motion.Share >= LeastShare, rates.ToString());
    }

    [Theory]
    [InlineData(64, 150)]
    [InlineData(128, 50)]
    public async Task Every_attribute_of_true_clips_is_found_in_their_mp4(int side, int count)
    {
        var size = new ClipSize(side, side, 17, 8);
        var scenes = Scenes(count).ToList();

        var decoded = await EncodedClips.RoundTripAsync(
            [.. scenes.Select(scene => SceneRenderer.Render(scene, size).Pixels)], side, size.Frames, TestContext.Current.CancellationToken);
        var rates = AttributeRates.Of(scenes.Zip(decoded, (scene, pixels) => ToyJudge.Judge(pixels, size.Frames, side, side).Compare(scene.Combination)));

        output.WriteLine($"{side}: {rates}");
        Assert.Equal(count, rates.Correct.Total);
        Assert.True(rates.Correct.Share >= LeastShare, rates.ToString());
    }

    [Fact]
    public void A_wide_clip_is_judged_as_well_as_a_square_one()
    {
        var size = new ClipSize(112, 64, 9, 8);

        var checks = Scenes(40).Select((scene, index) => Judge(scene, size, 0, 0, index).Compare(scene.Combination));

        Assert.True(AttributeRates.Of(checks).Correct.Share >= 0.98);
    }

    [Fact]
    public void A_wrong_caption_is_found_wrong_in_just_the_attribute_that_differs()
    {
        Assert.All(Scenes(30), scene =>
        {
            var truth = scene.Combination;
            var verdict = Judge(scene, Size, 0, 0, 0);

            Assert.Equal(new(false, true, true, true), verdict.Compare(truth with { Shape = Next(truth.Shape) }));
            Assert.Equal(new(true, false, true, true), verdict.Compare(truth with { Colour = Next(truth.Colour) }));
            Assert.Equal(new(true, true, false, true), verdict.Compare(truth with { Motion = Next(truth.Motion) }));
            Assert.Equal(new(true, true, true, false), verdict.Compare(truth with { Background = Next(truth.Background) }));
        });
    }

    [Fact]
    public void A_clip_played_backwards_has_the_opposite_motion()
    {
        var scene = Scenes(200).First(candidate => candidate.Combination.Motion == Motion.Left);
        var pixels = SceneRenderer.Render(scene, Size).Pixels;
        byte[] backwards = [.. pixels.Chunk(Size.FrameBytes).Reverse().SelectMany(frame => frame)];

        Assert.Equal(Motion.Right, ToyJudge.Judge(backwards, 17, 64, 64).Motion.Value);
    }

    [Fact]
    public void In_an_empty_clip_nothing_is_found_but_the_background()
    {
        byte[] pixels = [.. Enumerable.Range(0, Size.ClipBytes).Select(_ => (byte)120)];

        var verdict = ToyJudge.Judge(pixels, 17, 64, 64);

        Assert.Equal(BackgroundColour.Gray, verdict.Background.Value);
        Assert.Equal((null, null, null), (verdict.Shape.Value, verdict.Colour.Value, verdict.Motion.Value));
    }

    [Fact]
    public void Pure_noise_is_no_correct_clip()
    {
        var random = new Philox(5);
        byte[] pixels = [.. Enumerable.Range(0, Size.ClipBytes).Select(_ => (byte)random.NextInt(256))];

        var verdict = ToyJudge.Judge(pixels, 17, 64, 64);

        Assert.Null(verdict.Shape.Value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_few_frames_have_shape_and_colour_but_no_motion(int frames)
    {
        var scene = Scenes(100).First(candidate => candidate.Combination.Motion == Motion.Still);
        var pixels = SceneRenderer.Render(scene, Size with { Frames = frames }).Pixels;

        var verdict = ToyJudge.Judge(pixels, frames, 64, 64);

        Assert.Equal(new(true, true, false, true), verdict.Compare(scene.Combination));
        Assert.Null(verdict.Motion.Value);
    }

    [Fact]
    public void Pixels_that_do_not_fit_their_size_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ToyJudge.Judge(new byte[100], 17, 64, 64));
    }

    private static IEnumerable<Scene> Scenes(int count) =>
        Enumerable.Range(0, count).Select(index => SceneSampler.Sample(Seed, (ulong)index, SceneLevel.Level1, Split.Any));

    private static ToyVerdict Judge(Scene scene, ClipSize size, int blurPasses, double noise, int index)
    {
        var clip = SceneRenderer.Render(scene, size);
        var pixels = noise > 0 ? Degraded.Of(clip, blurPasses, noise, Philox.For(Seed, "noise", (ulong)index)) : clip.Pixels;
        return ToyJudge.Judge(pixels, size.Frames, size.Height, size.Width);
    }

    private static T Next<T>(T value)
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        return values[(Array.IndexOf(values, value) + 1) % values.Length];
    }
}
