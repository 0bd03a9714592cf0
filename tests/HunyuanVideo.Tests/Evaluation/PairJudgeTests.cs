using HunyuanVideo.Evaluation;
using HunyuanVideo.Random;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Tests.Evaluation;

public sealed class PairJudgeTests(ITestOutputHelper output)
{
    private const ulong Seed = 78;
    private const double LeastShare = 0.99;
    private static readonly ClipSize Size = new(64, 64, 17, 8);

    [Theory]
    [InlineData(64, 100, 0, 0.0)]
    [InlineData(64, 30, 1, 6.0)]       // blurred, noise of 6 of 255, chroma halved
    [InlineData(128, 12, 1, 6.0)]
    public void Colours_background_and_relation_of_true_clips_are_found(int side, int count, int blurPasses, double noise)
    {
        var size = new ClipSize(side, side, 17, 8);

        var rates = PairRates.Of(Scenes(count).Select((scene, index) => Judge(scene, size, blurPasses, noise, index).Compare(scene)));

        output.WriteLine($"{side}, blur {blurPasses}, noise {noise}: {rates}");
        Assert.True(rates.Colours.Share >= LeastShare, rates.ToString());
        Assert.True(rates.Background.Share >= LeastShare, rates.ToString());
        Assert.True(rates.Relation.Share >= LeastShare, rates.ToString());
        Assert.True(rates.ShapeOfEach.Share >= 0.97, rates.ToString());
        Assert.True(rates.MotionOfEach.Share >= 0.95, rates.ToString());
    }

    [Fact]
    public async Task They_are_found_in_the_mp4_too()
    {
        var scenes = Scenes(30).ToList();

        var decoded = await EncodedClips.RoundTripAsync(
            [.. scenes.Select(scene => SceneRenderer.Render(scene, Size).Pixels)], Size.Width, Size.Frames, TestContext.Current.CancellationToken);
        var rates = PairRates.Of(scenes.Zip(decoded, (scene, pixels) => PairJudge.Judge(pixels, Size.Frames, Size.Height, Size.Width).Compare(scene)));

        output.WriteLine(rates.ToString());
        Assert.True(rates.Colours.Share >= 0.98, rates.ToString());
        Assert.True(rates.Relation.Share >= 0.98, rates.ToString());
    }

    [Fact]
    public void A_wrong_caption_is_found_wrong_in_just_the_attribute_that_differs()
    {
        var judged = Scenes(20).Select(scene => (Scene: scene, Verdict: Judge(scene, Size, 0, 0, 0))).Where(item => item.Verdict.Compare(item.Scene).All).ToList();

        Assert.True(judged.Count >= 19);
        Assert.All(judged, item =>
        {
            var (scene, verdict) = item;
            var (first, second) = (scene.Things[0], scene.Things[1]);
            var otherColour = Enum.GetValues<ThingColour>().First(colour => colour != first.Colour && colour != second.Colour);

            Assert.Equal([false, true, true, true], Four(verdict.Compare(scene with { Things = [first with { Colour = otherColour }, second] })));
            Assert.Equal([true, false, true, true], Four(verdict.Compare(scene with { Things = [first, second with { Shape = Next(second.Shape) }] })));
            Assert.Equal([true, true, false, true], Four(verdict.Compare(scene with { Things = [first with { Motion = Next(first.Motion) }, second] })));
            Assert.Equal([true, true, true, false], Four(verdict.Compare(scene with { Background = scene.Background with { Colour = Next(scene.Background.Colour) } })));
        });
    }

    [Fact]
    public void Things_told_in_the_other_order_have_the_opposite_relation()
    {
        Assert.All(Scenes(15), scene =>
        {
            var verdict = Judge(scene, Size, 0, 0, 0);
            var swappedColours = scene with { Things = [scene.Things[0] with { Colour = scene.Things[1].Colour }, scene.Things[1] with { Colour = scene.Things[0].Colour }] };

            Assert.True(verdict.Compare(scene with { Things = [scene.Things[1], scene.Things[0]] }).Relation);
            Assert.False(verdict.Compare(swappedColours).Relation);
        });
    }

    [Fact]
    public void A_clip_with_one_thing_lacks_the_other()
    {
        var scene = Scenes(1).Single();

        var verdict = Judge(scene with { Things = [scene.Things[0]] }, Size, 0, 0, 0);
        var checks = verdict.Compare(scene);

        Assert.Single(verdict.Things);
        Assert.True(checks.First.Colour);
        Assert.Equal((false, false, false), (checks.Second.Colour, checks.Relation, checks.All));
    }

    [Theory]
    [InlineData(Motion.FadesIn)]
    [InlineData(Motion.FadesOut)]
    public void Red_that_fades_on_yellow_is_not_orange(Motion motion)
    {
        var scene = Scenes(1).Single() with { Background = Background.Plain(BackgroundColour.Yellow) };
        var thing = scene.Things[0] with { Colour = ThingColour.Red, Size = ThingSize.Large, Motion = motion, From = new(0.5f, 0.5f), Travel = default, Turns = 0, OrbitRadius = 0 };

        var verdict = Judge(scene with { Things = [thing] }, Size, 0, 0, 0);

        Assert.Equal([(ThingColour.Red, (Motion?)motion)], verdict.Things.Select(seen => (seen.Colour, seen.Motion.Value)));
    }

    [Fact]
    public void In_an_empty_clip_nothing_is_found_but_the_background()
    {
        var scene = Scenes(1).Single() with { Things = [] };

        var verdict = Judge(scene, Size, 0, 0, 0);

        Assert.Equal(scene.Background.Colour, verdict.Background.Value);
        Assert.Empty(verdict.Things);
    }

    private static bool[] Four(PairChecks checks) => [checks.Colours, checks.Shapes, checks.Motions, checks.Background];

    private static IEnumerable<Scene> Scenes(int count) => PromptSet.Level2(count, Seed).Select(prompt => prompt.Expected);

    private static PairVerdict Judge(Scene scene, ClipSize size, int blurPasses, double noise, int index)
    {
        var clip = SceneRenderer.Render(scene, size);
        var pixels = noise > 0 ? Degraded.Of(clip, blurPasses, noise, Philox.For(Seed, "noise", (ulong)index)) : clip.Pixels;
        return PairJudge.Judge(pixels, size.Frames, size.Height, size.Width);
    }

    private static T Next<T>(T value)
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        return values[(Array.IndexOf(values, value) + 1) % values.Length];
    }
}
