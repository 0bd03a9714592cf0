namespace HunyuanVideo.Synthetic.Tests;

public sealed class SceneSamplerTests
{
    private const int Count = 600;
    private static readonly ClipSize[] Sizes = [new(64, 64, 17, 8), new(160, 96, 9, 8), new(48, 96, 5, 8)];

    public static TheoryData<SceneLevel> Levels => [SceneLevel.Level1, SceneLevel.Level2, SceneLevel.Level3];

    [Theory]
    [MemberData(nameof(Levels))]
    public void Same_seed_and_index_give_the_same_scene(SceneLevel level)
    {
        var first = SceneSampler.Sample(3, 9, level, Split.Any);
        var second = SceneSampler.Sample(3, 9, level, Split.Any);

        Assert.Equal(first with { Things = [] }, second with { Things = [] });
        Assert.Equal(first.Things, second.Things);
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void A_thing_never_has_its_backgrounds_colour(SceneLevel level)
    {
        Assert.All(Scenes(level), scene => Assert.All(
            scene.Things, thing => Assert.NotEqual(Palette.Of(scene.Background.Colour), Palette.Of(thing.Colour))));
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Every_thing_is_wholly_visible_in_the_first_and_last_frame(SceneLevel level)
    {
        Assert.All(Scenes(level), scene => Assert.All(Sizes, size =>
        {
            var frames = ClipTruth.Of(scene, size).Frames;
            Assert.All([.. frames[0].Things, .. frames[^1].Things], pose => AssertInside(pose, size));
        }));
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void What_moves_covers_a_third_of_the_side(SceneLevel level)
    {
        Motion[] moving = [Motion.Left, Motion.Right, Motion.Up, Motion.Down, Motion.Diagonal, Motion.Bounces, Motion.Circles];

        Assert.All(Scenes(level), scene => Assert.All(Sizes, size =>
        {
            foreach (var thing in scene.Things.Where(thing => moving.Contains(thing.Motion)))
            {
                var poses = Enumerable.Range(0, 65).Select(step => thing.At(step / 64.0, size)).ToArray();
                var (spanX, spanY) = (Span(poses, pose => pose.X) / size.Width, Span(poses, pose => pose.Y) / size.Height);
                Assert.True(Math.Max(spanX, spanY) >= 1.0 / 3 || thing.Motion == Motion.Circles, $"{thing} covers {spanX}, {spanY}");
                Assert.True(Math.Max(spanX * size.Width, spanY * size.Height) >= 0.333 * size.ShorterSide);
            }
        }));
    }

    [Fact]
    public void Level_1_is_one_thing_on_a_plain_background()
    {
        Assert.All(Scenes(SceneLevel.Level1), scene =>
        {
            Assert.Single(scene.Things);
            Assert.Equal(Pattern.Plain, scene.Background.Pattern);
            Assert.Equal((CameraMove.Static, Light.Even), (scene.Camera, scene.Light));
        });
    }

    [Fact]
    public void Level_3_has_a_moving_camera_or_special_light()
    {
        Assert.All(Scenes(SceneLevel.Level3), scene => Assert.NotEqual((CameraMove.Static, Light.Even), (scene.Camera, scene.Light)));
    }

    [Theory]
    [InlineData(Split.Seen, false)]
    [InlineData(Split.Unseen, true)]
    public void A_split_shows_its_own_combinations_alone(Split split, bool isUnseen)
    {
        var scenes = Enumerable.Range(0, Count).Select(index => SceneSampler.Sample(2, (ulong)index, SceneLevel.Level2, split));

        Assert.All(scenes, scene => Assert.Equal(isUnseen, scene.IsUnseen));
    }

    [Fact]
    public void Level_1_shows_every_value_of_every_attribute()
    {
        var combinations = Scenes(SceneLevel.Level1).Select(scene => scene.Combination).ToArray();

        Assert.Equal(Enum.GetValues<Shape>().Length, combinations.Select(combination => combination.Shape).Distinct().Count());
        Assert.Equal(Enum.GetValues<ThingColour>().Length, combinations.Select(combination => combination.Colour).Distinct().Count());
        Assert.Equal(Enum.GetValues<Motion>().Length, combinations.Select(combination => combination.Motion).Distinct().Count());
        Assert.Equal(Enum.GetValues<BackgroundColour>().Length, combinations.Select(combination => combination.Background).Distinct().Count());
    }

    [Fact]
    public void Two_things_are_apart_in_the_first_and_last_frame()
    {
        var size = new ClipSize(64, 64, 17, 8);

        Assert.All(Scenes(SceneLevel.Level2).Where(scene => scene.Things.Count == 2), scene =>
        {
            AssertApart(scene.Things[0].At(0, size), scene.Things[1].At(0, size));
            AssertApart(scene.Things[0].At(1, size), scene.Things[1].At(1, size));
        });
    }

    private static IEnumerable<Scene> Scenes(SceneLevel level) =>
        Enumerable.Range(0, Count).Select(index => SceneSampler.Sample(1, (ulong)index, level, Split.Any));

    private static float Span(Pose[] poses, Func<Pose, float> coordinate) => poses.Max(coordinate) - poses.Min(coordinate);

    private static void AssertApart(Pose first, Pose second) => Assert.True(
        double.Hypot(first.X - second.X, first.Y - second.Y) >= first.Radius + second.Radius - 0.01, $"{first} touches {second}");

    private static void AssertInside(Pose pose, ClipSize size)
    {
        Assert.InRange(pose.X, pose.Radius - 0.05f, size.Width - pose.Radius + 0.05f);
        Assert.InRange(pose.Y, pose.Radius - 0.05f, size.Height - pose.Radius + 0.05f);
    }
}
