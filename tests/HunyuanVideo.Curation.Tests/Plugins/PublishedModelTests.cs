using HunyuanVideo.Curation.Plugins;

namespace HunyuanVideo.Curation.Tests.Plugins;

/// <summary>Small models with the inputs and outputs of published exports.</summary>
public sealed class PublishedModelTests
{
    [Fact]
    public async Task TransNetV2_takes_frames_of_bytes_and_gives_logits()
    {
        // single = 255 − the frame's brightness · 2: a logit that is far above 0 for dark frames
        var model = new OnnxWriter().Bytes("input", 1, 100, 27, 48, 3).Output("single_frame_pred", 1, 100, 1).Output("many_hot", 1, 100, 1).Integers("column", 1, 100, 1)
            .Node("Cast", ["input"], "floats", ("to", [1])).Node("ReduceMean", ["floats"], "means", ("axes", [2, 3, 4]), ("keepdims", [0])).Constant("minus", [-2f], 1).Constant("white", [255f], 1)
            .Node("Mul", ["means", "minus"], "darker").Node("Add", ["darker", "white"], "dark").Node("Reshape", ["dark", "column"], "single_frame_pred")
            .Constant("never", [-1000f], 1).Node("Add", ["single_frame_pred", "never"], "many_hot").Model();
        using var folder = new PluginFolder(
            """{"kind":"transnetv2","name":"t","version":"1","answers":"logits","inputs":{"frames":"input"},"outputs":{"single":"single_frame_pred","many":"many_hot"}}""", model);
        using var loaded = await folder.LoadAsync();
        var net = new TransNetV2(loaded, new TransNetV2Options());

        var found = net.Find([.. Enumerable.Range(0, 120).Select(i => net.See(PluginFolder.Plain(48, 27, i == 40 ? (byte)20 : (byte)230, i == 40 ? (byte)20 : (byte)230, i == 40 ? (byte)20 : (byte)230)))]);

        Assert.Equal((41, 1f), (Assert.Single(found).First, found[0].Score));
    }

    [Theory]
    [InlineData("probabilities", new[] { -4f, 4 }, "answers -4, but probabilities lie in 0…1; write \"answers\": \"logits\"")]
    [InlineData("probabilities", new[] { 0.25f, 0.75f }, null)]
    [InlineData("logits", new[] { 0.25f, 0.75f }, null)]
    public async Task A_plugin_says_once_whether_it_gives_logits(string answers, float[] given, string? words)
    {
        using var folder = new PluginFolder(
            $$"""{"kind":"audio-tags","name":"a","version":"1","answers":"{{answers}}","labels":"labels.txt","audio":{"layout":"batch","sample_rate":32000,"samples":320} }""",
            SmallPlugins.Constant("sound", [1, 320], "scores", given, 1, 2).Model(), "Speech\nMusic\n");
        using var loaded = await folder.LoadAsync();
        var tagger = new AudioTagger(loaded);

        if (words is not null)
        {
            Assert.Contains(words, Assert.Throws<InputException>(() => tagger.BySecond(new float[32_000], 1)).Message, StringComparison.Ordinal);
            return;
        }

        var wanted = given.Select(value => answers == "logits" ? 1 / (1 + MathF.Exp(-value)) : value);
        Assert.Equal(wanted, tagger.BySecond(new float[32_000], 1)[0]);
    }

    [Theory]
    [InlineData("offsets", 0.5f, 0.5f, 0.6931472f, 0f)]
    [InlineData("pixels", 12f, 12f, 16f, 8f)]
    public async Task Yolox_gives_boxes_decoded_or_not(string boxes, float x, float y, float width, float height)
    {
        const int Anchors = 64 + 16 + 4;
        var answers = new float[Anchors * 6];
        new[] { x, y, width, height, 0.9f, 1f }.CopyTo(answers, 9 * 6);      // stride 8, cell (1, 1)
        using var folder = new PluginFolder(
            $$"""{"kind":"yolox","name":"y","version":"1","labels":"labels.txt","boxes":"{{boxes}}","inputs":{"picture":"images"},"outputs":{"boxes":"output"},"picture":{"width":64,"height":64} }""",
            SmallPlugins.Constant("images", [1, 3, 64, 64], "output", answers, 1, Anchors, 6).Model(), "logo\n");
        using var loaded = await folder.LoadAsync();

        var found = new Yolox(loaded, new YoloxOptions()).Find(PluginFolder.Plain(64, 64, 9, 9, 9));

        Assert.Equal(new(4, 8, 20, 16), Assert.Single(found).Box);
    }

    [Fact]
    public async Task Vectors_of_two_lengths_are_a_fault_of_the_model()
    {
        // as many numbers as the picture has values above one half
        var model = new OnnxWriter().Input("picture", 1, 3, 8, 8).Output("embedding", 1, -1).Integers("flat", 1, -1).Integers("out", 1, -1)
            .Node("Reshape", ["picture", "flat"], "line").Constant("half", [0.5f], 1).Node("Greater", ["line", "half"], "bright").Node("NonZero", ["bright"], "places")
            .Node("Cast", ["places"], "numbers", ("to", [1])).Constant("one", [1f], 1).Node("Add", ["numbers", "one"], "above").Node("Reshape", ["above", "out"], "embedding").Model();
        using var folder = new PluginFolder("""{"kind":"image-embedding","name":"e","version":"1","picture":{"width":8,"height":8,"mean":[0,0,0],"std":[1,1,1]}}""", model);
        using var loaded = await folder.LoadAsync();

        var fault = Assert.Throws<InputException>(() => new Embedder(loaded).Embed("c", [PluginFolder.Plain(8, 8, 255, 0, 0), PluginFolder.Plain(8, 8, 255, 255, 0)]));

        Assert.Contains("vectors of ", fault.Message, StringComparison.Ordinal);
    }
}
