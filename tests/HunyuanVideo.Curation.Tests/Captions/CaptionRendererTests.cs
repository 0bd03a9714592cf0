using HunyuanVideo.Curation.Captions;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Random;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Curation.Tests.Captions;

public sealed class CaptionRendererTests
{
    private static readonly Caption Marked = new()
    {
        Headline = "the m1 thing  happens",
        Dense = "first m2 goes on; then it ends",
        Background = "m3 hills",
        Style = "m4",
        ShotType = "m5_x",
        Lighting = "m6 light",
        Atmosphere = "m7",
        Camera = new("around_left", 0.9),
        Quality = ["m8"],
        Source = ["m9"],
        Things = [new("ma", "red"), new("mb", Motion: "runs")],
        Audio = new("pure_sound", "mc"),
    };

    [Fact]
    public void The_same_arguments_give_the_same_text_and_epochs_differ()
    {
        var clip = CurationIds.Clip("s", 0, 99);

        var texts = Enumerable.Range(0, 20).Select(epoch => Render(7, clip, epoch)).ToArray();

        Assert.Equal(texts, Enumerable.Range(0, 20).Select(epoch => Render(7, clip, epoch)));
        Assert.True(texts.Distinct().Count() > 8);
        Assert.NotEqual(texts, Enumerable.Range(0, 20).Select(epoch => Render(8, clip, epoch)));

        static string Render(ulong seed, string clip, long epoch) => CaptionRenderer.Render(Marked, CaptionRecipe.Default, CaptionRenderer.RandomFor(seed, clip, epoch));
    }

    [Fact]
    public void No_text_is_empty_doubles_a_space_or_says_a_field_twice()
    {
        var recipe = new CaptionRecipe { TrainsSound = true };
        for (var round = 0UL; round < 3000; round++)
        {
            var random = Philox.For(1, "render", round);
            var caption = Thin(Marked, random);

            var text = CaptionRenderer.Render(caption, recipe, random);

            Assert.False(string.IsNullOrWhiteSpace(text));
            Assert.DoesNotContain("  ", text, StringComparison.Ordinal);
            Assert.DoesNotContain("..", text, StringComparison.Ordinal);
            Assert.All(["m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "ma", "mb", "mc", "around"], mark => Assert.InRange(text.Split(mark).Length - 1, 0, 1));
        }
    }

    [Fact]
    public void Shares_are_those_of_the_recipe()
    {
        const int Rounds = 6000;
        var chosen = Enumerable.Range(0, Rounds).Select(round => CaptionRenderer.Choose(Marked, new() { TrainsSound = true }, Philox.For(2, "shares", (ulong)round))).ToArray();

        var structured = chosen.Where(fields => fields.Count > 1).ToArray();
        double Share(CaptionField field) => structured.Count(fields => fields.Contains(field)) / (double)structured.Length;
        Assert.Equal(0.2, chosen.Count(fields => fields is [CaptionField.Headline]) / (double)Rounds, 0.02);
        Assert.Equal(0.3, chosen.Count(fields => fields is [CaptionField.Dense]) / (double)Rounds, 0.02);
        Assert.Equal(0.7, Share(CaptionField.Style), 0.03);
        Assert.Equal(0.7, Share(CaptionField.Audio), 0.03);
        Assert.Equal(0.8, Share(CaptionField.Camera), 0.03);
        Assert.Equal(0.3, Share(CaptionField.Quality), 0.03);
        Assert.Equal(1, Share(CaptionField.Headline));
        Assert.Equal(0.7 + (0.3 / 7.5), structured.Count(fields => fields[0] == CaptionField.Headline) / (double)structured.Length, 0.03);
    }

    [Fact]
    public void Sound_is_spoken_of_only_where_the_set_trains_it() =>
        Assert.DoesNotContain(
            Enumerable.Range(0, 500).SelectMany(round => CaptionRenderer.Choose(Marked, CaptionRecipe.Default, Philox.For(3, "sound", (ulong)round))),
            field => field == CaptionField.Audio);

    [Fact]
    public void A_dense_description_excludes_the_fields_it_contains()
    {
        var caption = new Caption { Headline = "a dog runs on grass", Dense = "A dog runs on grass. The camera pans left. soft daylight.", Lighting = "soft daylight", Camera = new("pan_left"), Style = "realistic" };

        var dense = Enumerable.Range(0, 400).Select(round => CaptionRenderer.Choose(caption, new(), Philox.For(4, "dense", (ulong)round)))
            .Where(fields => fields.Contains(CaptionField.Dense)).ToArray();

        Assert.Contains(dense, fields => fields.Contains(CaptionField.Style));
        Assert.DoesNotContain(dense, fields => fields.Contains(CaptionField.Headline) || fields.Contains(CaptionField.Camera) || fields.Contains(CaptionField.Lighting));
    }

    [Fact]
    public void Templates_make_sentences()
    {
        var caption = new Caption
        {
            Headline = "an apple falls",
            ShotType = "extreme_close_up",
            Camera = new("tilt_up"),
            Lighting = "the corners are dark",
            Background = "a blue striped background",
            Things = [new("apple", "red", Motion: "falls"), new("table")],
        };

        string[] texts = [.. Enum.GetValues<CaptionField>().Select(field => CaptionSentences.Of(caption, field)).Where(text => text.Length > 0)];

        Assert.Equal(
            ["An apple falls.", "A blue striped background.", "An extreme close-up.", "The corners are dark.", "The camera tilts up.", "A red apple falls and a table."],
            texts);
    }

    [Fact]
    public void Toy_captions_are_valid_and_render_in_the_words_of_the_toy_world()
    {
        for (var index = 0UL; index < 300; index++)
        {
            var scene = SceneSampler.Sample(9, index, SceneLevel.Level3, Split.Seen);
            var caption = ToyCaptionSource.Of(scene);

            Assert.Empty(CaptionReader.Read(caption.ToJson()).Faults);
            Assert.Equal(caption.ToJson(), CaptionReader.Read(StructuredCaption.Of(scene).ToJson()).Caption!.ToJson().Replace(",\"audio\":{}", "", StringComparison.Ordinal));
            Assert.Equal(CaptionWriter.Headline(scene), CaptionRenderer.Render(caption, CaptionRecipe.Toy with { ShortShare = 1, DenseShare = 0 }, new(0)));
            Assert.Equal(CaptionWriter.Plain(scene), CaptionRenderer.Render(caption, CaptionRecipe.Toy with { ShortShare = 0, DenseShare = 1 }, new(0)));
        }
    }

    [Fact]
    public void A_recipe_outside_its_range_is_refused() =>
        Assert.Contains("ShortShare", Assert.Throws<InputException>(new CaptionRecipe { ShortShare = 0.8 }.Validate).Message, StringComparison.Ordinal);

    private static Caption Thin(Caption caption, Philox random) => caption with
    {
        Dense = random.NextInt(2) == 0 ? caption.Dense : null,
        Background = random.NextInt(2) == 0 ? caption.Background : "",
        Style = random.NextInt(2) == 0 ? $" {caption.Style}. " : null,
        Atmosphere = random.NextInt(3) == 0 ? "   " : caption.Atmosphere,
        Camera = random.NextInt(2) == 0 ? caption.Camera : null,
        Quality = random.NextInt(2) == 0 ? [] : [.. caption.Quality, "", .. caption.Quality],
        Things = [.. caption.Things.Take(random.NextInt(3))],
        Audio = random.NextInt(2) == 0 ? caption.Audio : new(),
    };
}
