using HunyuanVideo.Random;

namespace HunyuanVideo.Synthetic.Tests;

public sealed class CaptionWriterTests
{
    [Fact]
    public void The_plainest_caption_reads_as_promised()
    {
        var thing = new Thing(Shape.Circle, ThingColour.Red, ThingSize.Small, Motion.Right, default, default, 0, 0, 0);
        var scene = new Scene(SceneLevel.Level1, [thing], Background.Plain(BackgroundColour.Blue), CameraMove.Static, Light.Even);

        Assert.Equal("a red circle moves to the right on a blue background", CaptionWriter.Plain(scene));
        Assert.Equal("a red circle on a blue background", CaptionWriter.Picture(scene.AsPicture()));
    }

    [Fact]
    public void Higher_levels_name_sizes_relations_camera_and_light()
    {
        Thing[] things =
        [
            new(Shape.Circle, ThingColour.Orange, ThingSize.Small, Motion.Right, new(0, 0), default, 0, 0, 0),
            new(Shape.Star, ThingColour.White, ThingSize.Large, Motion.Spins, new(1, 0.2f), default, 1, 0, 0),
        ];
        var background = new Background(BackgroundColour.Black, Pattern.Stripes, false, 0.2f, 0);
        var scene = new Scene(SceneLevel.Level3, things, background, CameraMove.TiltUp, Light.Flicker);

        Assert.Equal(
            "a small orange circle moves to the right and a large white star spins on a black striped background. "
            + "the orange circle starts to the left of the white star. the camera tilts up. the light flickers",
            CaptionWriter.Plain(scene));
        Assert.Equal(
            "a small orange circle and a large white star on a black striped background. the orange circle is to the left of the white star",
            CaptionWriter.Picture(scene.AsPicture()));
    }

    [Fact]
    public void Level_1_captions_name_no_size_and_every_attribute()
    {
        Assert.All(Written(SceneLevel.Level1), written =>
        {
            Assert.DoesNotContain("small ", written.Text, StringComparison.Ordinal);
            Assert.Contains(Phrases.Of(written.Scene.Things[0].Shape), written.Text, StringComparison.Ordinal);
            Assert.Contains(Phrases.Of(written.Scene.Things[0].Colour), written.Text, StringComparison.Ordinal);
            Assert.Contains(Phrases.Of(written.Scene.Background), written.Text, StringComparison.Ordinal);
            Assert.Contains(Phrases.Of(written.Scene.Things[0].Motion), phrase => written.Text.Contains(phrase, StringComparison.Ordinal));
        });
    }

    [Theory]
    [InlineData(SceneLevel.Level1)]
    [InlineData(SceneLevel.Level2)]
    [InlineData(SceneLevel.Level3)]
    public void Captions_are_tidy_and_short(SceneLevel level)
    {
        Assert.All(Written(level), written =>
        {
            Assert.Equal(written.Text.Trim().ToLowerInvariant(), written.Text);
            Assert.DoesNotContain("  ", written.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("a orange", written.Text, StringComparison.Ordinal);
            Assert.InRange(written.Text.Split(' ').Length, 7, 52);
            Assert.InRange(CaptionWriter.Headline(written.Scene).Split(' ').Length, 3, 40);
        });
    }

    [Fact]
    public void The_corpus_soon_holds_every_word_it_will_ever_hold()
    {
        var early = Words(CaptionWriter.Corpus(3_000, 1));
        var late = Words(CaptionWriter.Corpus(3_000, 2));

        Assert.Equal(early, late);
        Assert.InRange(early.Count, 80, 200);
    }

    [Fact]
    public void The_corpus_of_a_seed_is_always_the_same()
    {
        Assert.Equal(CaptionWriter.Corpus(50, 4), CaptionWriter.Corpus(100, 4).Take(50));
    }

    [Fact]
    public void Questions_have_answers_that_the_scene_bears_out()
    {
        var thing = new Thing(Shape.Ring, ThingColour.Orange, ThingSize.Small, Motion.Up, default, default, 0, 0, 0);
        var scene = new Scene(SceneLevel.Level1, [thing], Background.Plain(BackgroundColour.Gray), CameraMove.Static, Light.Even);

        var questions = QuestionWriter.All(scene, new Philox(1));

        Assert.Contains(new Question("what colour is the shape?", "orange"), questions);
        Assert.Contains(new Question("what does the orange ring do?", "moves up"), questions);
        Assert.Contains(new Question("what colour is the background?", "gray"), questions);
    }

    private static IEnumerable<(Scene Scene, string Text)> Written(SceneLevel level) =>
        Enumerable.Range(0, 400).Select(index =>
        {
            var scene = SceneSampler.Sample(8, (ulong)index, level, Split.Any);
            return (scene, CaptionWriter.Write(scene, Philox.For(8, "caption", (ulong)index)));
        });

    private static SortedSet<string> Words(IEnumerable<string> lines) =>
        new(lines.SelectMany(line => line.Split([' ', '.', ',', '?'], StringSplitOptions.RemoveEmptyEntries)), StringComparer.Ordinal);
}
