using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Motion;
using HunyuanVideo.Curation.Plugins;
using HunyuanVideo.Curation.Text;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Tests.Plugins;

/// <summary>Each kind of plug-in against a model of a few nodes whose answer is known.</summary>
public sealed class KindTests
{
    [Fact]
    public async Task TransNetV2_finds_a_cut_and_a_gradual_transition_at_their_frames()
    {
        // single = |brightness of the next frame − this one| / 255; many = red channel / 255
        var model = new OnnxWriter().Input("frames", 1, 100, 27, 48, 3).Output("single", 1, 100, 1).Output("many", 1, 100, 1)
            .Integers("row", 1, 1, 100).Integers("column", 1, 100, 1).Constant("step", [-1f / 255, 1f / 255], 1, 1, 2).Constant("pick", [1f / 255, 0, 0], 3, 1)
            .Node("ReduceMean", ["frames"], "means", ("axes", [2, 3]), ("keepdims", [0])).Constant("green", [0, 1, 0], 3, 1)
            .Node("MatMul", ["means", "green"], "greens").Node("Reshape", ["greens", "row"], "line").Node("Conv", ["line", "step"], "steps", ("pads", [0, 1]))
            .Node("Abs", ["steps"], "sizes").Node("Reshape", ["sizes", "column"], "single").Node("MatMul", ["means", "pick"], "many").Model();
        using var folder = new PluginFolder("""{"kind":"transnetv2","name":"t","version":"1","answers":"probabilities"}""", model);
        using var loaded = await folder.LoadAsync();
        var frames = Enumerable.Range(0, 180).Select(i => PluginFolder.Plain(48, 27, i is >= 120 and < 130 ? (byte)200 : (byte)20, i < 77 ? (byte)30 : (byte)190, 0));

        var net = new TransNetV2(loaded, new TransNetV2Options());

        var found = net.Find([.. frames.Select(net.See)]);

        Assert.Equal([(false, 77, 77), (true, 120, 129)], found.Select(transition => (transition.IsGradual, transition.First, transition.Last)));
        Assert.Equal(160f / 255, found[0].Score, 0.01f);
    }

    [Fact]
    public async Task Yolox_boxes_are_decoded_and_the_weaker_of_two_alike_goes()
    {
        const int Anchors = 64 + 16 + 4;
        var answers = new float[Anchors * 7];
        void Set(int anchor, params float[] row) => row.CopyTo(answers, anchor * 7);
        Set(9, 0.5f, 0.5f, MathF.Log(2), MathF.Log(1), 0.9f, 0.1f, 1f);      // stride 8, cell (1, 1): centre (12, 12), 16×8
        Set(10, -0.4f, 0.5f, MathF.Log(2), MathF.Log(1), 0.8f, 0.1f, 1f);    // nearly the same box
        Set(64 + 5, 0.5f, 0.5f, 0, 0, 0.7f, 1f, 0f);                          // stride 16, cell (1, 1): centre (24, 24), 16×16
        Set(3, 0, 0, 0, 0, 0.29f, 1f, 1f);                                    // too weak
        var model = new OnnxWriter().Input("picture", 1, 3, 64, 64).Output("boxes", 1, Anchors, 7).Constant("answers", answers, 1, Anchors, 7).Constant("none", [0f], 1)
            .Node("ReduceMean", ["picture"], "mean", ("axes", [1, 2, 3]), ("keepdims", [0])).Node("Mul", ["mean", "none"], "nothing").Node("Add", ["answers", "nothing"], "boxes").Model();
        using var folder = new PluginFolder("""{"kind":"yolox","name":"logos","version":"1","labels":"labels.txt","picture":{"width":64,"height":64}}""", model, "logo\nwatermark\n");
        using var loaded = await folder.LoadAsync();

        var found = new Yolox(loaded, new YoloxOptions()).Find(PluginFolder.Plain(128, 64, 9, 9, 9));   // half size: boxes double

        Assert.Equal(["watermark", "logo"], found.Select(box => box.Label));
        Assert.Equal(new(8, 16, 40, 32), found[0].Box);
        Assert.Equal(new(32, 32, 64, 64), found[1].Box);
        Assert.Equal(0.9f, found[0].Score, 1e-6f);
    }

    [Fact]
    public async Task Dover_sees_the_whole_and_patches_and_fuses_both()
    {
        var model = new OnnxWriter().Input("aes", 1, 3, 4, 28, 28).Input("tech", 1, 3, 4, 28, 28).Output("a", 1, 1).Output("t", 1, 1).Integers("one", 1, 1)
            .Node("ReduceMean", ["aes"], "am", ("axes", [1, 2, 3, 4]), ("keepdims", [0])).Node("Reshape", ["am", "one"], "a")
            .Node("ReduceMean", ["tech"], "tm", ("axes", [1, 2, 3, 4]), ("keepdims", [0])).Node("Reshape", ["tm", "one"], "t").Model();
        using var folder = new PluginFolder(
            """{"kind":"dover","name":"d","version":"1","inputs":{"aesthetic":"aes","technical":"tech"},"outputs":{"aesthetic":"a","technical":"t"},"picture":{"width":28,"height":28,"frames":4,"mean":[0,0,0],"std":[255,255,255]}}""", model);
        using var loaded = await folder.LoadAsync();
        var dover = new Dover(loaded, new DoverOptions());

        var score = dover.Judge(60, frame => dover.See("clip", PluginFolder.Plain(100, 60, (byte)(2 * frame), (byte)(2 * frame), (byte)(2 * frame))));

        Assert.Equal([[0, 2, 4, 6], [26, 28, 30, 32], [53, 55, 57, 59]], dover.Windows(60));
        Assert.Equal(2 * (3 + 29 + 56) / 3.0 / 255, score.Technical, 1e-5);
        Assert.Equal(2 * 29 / 255.0, score.Aesthetic, 1e-5);
        Assert.Equal(0.5, dover.Fuse(0.1107, -0.08285), 1e-12);
        Assert.Equal(1 / (1 + Math.Exp(-0.6104)), dover.Fuse(0.1107 + 0.07355, -0.08285), 1e-12);
    }

    [Fact]
    public async Task Dover_patches_are_pixels_of_their_own_cell_the_same_in_every_frame()
    {
        var model = new OnnxWriter().Input("aesthetic", 1, 3, 2, 28, 28).Output("aesthetic_", 1).Model();
        using var folder = new PluginFolder("""{"kind":"dover","name":"d","version":"1","picture":{"width":28,"height":28,"frames":2,"mean":[0,0,0],"std":[1,1,1]}}""", model);
        var plugin = await PluginReader.ReadAsync(folder.Folder, TestContext.Current.CancellationToken);
        var cells = new RgbPicture([.. Enumerable.Range(0, 70 * 70).SelectMany(i => new[] { (byte)(i % 70 / 10), (byte)(i / 70 / 10), (byte)(i % 70 % 10) })], 70, 70);

        var view = Dover.Patches(plugin.Picture, new DoverOptions(), "clip", cells);
        var later = Dover.Patches(plugin.Picture, new DoverOptions(), "clip", cells);
        var other = Dover.Patches(plugin.Picture, new DoverOptions(), "another clip", cells);

        Assert.All(Enumerable.Range(0, 28 * 28), i => Assert.Equal((i % 28 / 4, i / 28 / 4), ((int)view[3 * i], (int)view[3 * i + 1])));
        Assert.Equal(view, later);
        Assert.NotEqual(view, other);
    }

    [Fact]
    public async Task Clarity_is_the_mean_probability()
    {
        var model = new OnnxWriter().Input("picture", 1, 3, 384, 384).Output("clear", 1, 1).Integers("one", 1, 1)
            .Node("ReduceMean", ["picture"], "m", ("axes", [1, 2, 3]), ("keepdims", [0])).Node("Reshape", ["m", "one"], "r").Node("Sigmoid", ["r"], "clear").Model();
        using var folder = new PluginFolder("""{"kind":"clarity","name":"c","version":"1"}""", model);
        using var loaded = await folder.LoadAsync();
        static double Expected(double x) => 1 / (1 + Math.Exp(-((x - 0.485) / 0.229 + (x - 0.456) / 0.224 + (x - 0.406) / 0.225) / 3));

        var clear = new ClarityJudge(loaded).Judge([PluginFolder.Plain(20, 10, 51, 51, 51), PluginFolder.Plain(10, 20, 204, 204, 204)]);

        Assert.Equal((Expected(0.2) + Expected(0.8)) / 2, clear, 1e-4);   // float sums over 442,368 numbers
    }

    [Fact]
    public async Task Picture_embeddings_are_the_direction_of_the_mean_of_directions()
    {
        var model = new OnnxWriter().Input("x", 1, 3, 224, 224).Output("y", 1, 2).Constant("w", [1, 0, 0, 1, 0, 0], 3, 2)
            .Node("ReduceMean", ["x"], "m", ("axes", [2, 3]), ("keepdims", [0])).Node("MatMul", ["m", "w"], "y").Model();
        using var folder = new PluginFolder(
            """{"kind":"image-embedding","name":"tiny","version":"1","inputs":{"picture":"x"},"outputs":{"embedding":"y"},"picture":{"mean":[0,0,0],"std":[1,1,1]}}""", model);
        using var loaded = await folder.LoadAsync();

        var row = new Embedder(loaded).Embed("clip", [PluginFolder.Plain(30, 20, 100, 0, 0), PluginFolder.Plain(30, 20, 0, 7, 0)]);

        Assert.Equal("tiny", row.Space);
        Assert.Equal([Math.Sqrt(0.5), Math.Sqrt(0.5)], row.Vector.Select(value => (double)value), (left, right) => Math.Abs(left - right) < 1e-4);
        Assert.Throws<InputException>(() => new Embedder(loaded).Embed("clip", [PluginFolder.Plain(30, 20, 0, 0, 9)]));
    }

    [Fact]
    public async Task Video_embeddings_take_all_frames_at_once()
    {
        var model = new OnnxWriter().Input("frames", 1, 3, 4, 8, 8).Output("embedding", 1, 4)
            .Node("ReduceMean", ["frames"], "embedding", ("axes", [1, 3, 4]), ("keepdims", [0])).Model();
        using var folder = new PluginFolder(
            """{"kind":"video-embedding","name":"v","version":"1","picture":{"layout":"ncthw","width":8,"height":8,"frames":4,"mean":[0,0,0],"std":[1,1,1]}}""", model);
        using var loaded = await folder.LoadAsync();
        var embedder = new Embedder(loaded);

        var row = embedder.Embed("clip", [.. Enumerable.Range(1, embedder.Frames).Select(i => PluginFolder.Plain(8, 8, (byte)(10 * i), 0, 0))]);

        Assert.Equal([1, 2, 3, 4], row.Vector.Select(value => (int)Math.Round(value * Math.Sqrt(30))));
    }

    [Fact]
    public async Task Camera_scores_come_in_the_order_of_the_labels_and_sum_to_one()
    {
        var scores = new float[14];
        scores[CameraLabels.Names.ToList().IndexOf("tilt_left")] = 3;
        var model = new OnnxWriter().Input("frames", 1, 16, 3, 224, 224).Output("scores", 1, 14).Constant("c", scores, 1, 14).Constant("none", [0f], 1)
            .Node("ReduceMean", ["frames"], "m", ("axes", [1, 2, 3, 4]), ("keepdims", [0])).Node("Mul", ["m", "none"], "z").Node("Add", ["c", "z"], "scores").Model();
        using var folder = new PluginFolder("""{"kind":"camera","name":"cam","version":"1","answers":"logits"}""", model);
        using var loaded = await folder.LoadAsync();

        var row = new CameraJudge(loaded).Judge([.. Enumerable.Repeat(PluginFolder.Plain(32, 18, 1, 2, 3), 16)]);

        Assert.Equal("tilt_left", row.Label);
        Assert.Equal(Math.Exp(3) / (Math.Exp(3) + 13), row.Scores.Max(), 1e-5);
        Assert.Equal((Math.Exp(3) - 1) / (Math.Exp(3) + 13), row.Confidence, 1e-5);
        Assert.Equal(1, row.Scores.Sum(), 1e-5);
    }

    [Theory]
    [InlineData("batch")]
    [InlineData("samples")]
    public async Task Audio_tags_are_scores_by_name(string layout)
    {
        var shape = layout == "batch" ? new[] { 1, 160 } : [160];
        var model = new OnnxWriter().Input("sound", shape).Output("scores", 1, 2).Constant("w", [4, -4], 1, 2).Integers("one", 1, 1)
            .Node("Abs", ["sound"], "loud").Integers("row", 1, 160).Node("Reshape", ["loud", "row"], "line").Node("ReduceMean", ["line"], "m", ("axes", [1]), ("keepdims", [1]))
            .Node("MatMul", ["m", "w"], "logits").Node("Sigmoid", ["logits"], "scores").Model();
        using var folder = new PluginFolder(
            $$"""{"kind":"audio-tags","name":"a","version":"1","answers":"probabilities","labels":"labels.txt","audio":{"layout":"{{layout}}","samples":160} }""", model, "Speech\nMusic");
        using var loaded = await folder.LoadAsync();

        var tagger = new AudioTagger(loaded);
        var sound = new float[20_000];
        Array.Fill(sound, -0.5f, 8_000 - 80, 100);      // the middle of the first second

        var tags = tagger.BySecond(sound, 2);

        Assert.Equal(1 / (1 + Math.Exp(-4 * 0.3125)), tagger.Greatest(tags[0], AudioSetLabels.Speech), 1e-5);
        Assert.Equal(1 / (1 + Math.Exp(4 * 0.3125)), tagger.Greatest(tags[0], AudioSetLabels.Music), 1e-5);
        Assert.Equal([0.5f, 0.5f], tags[1]);
        Assert.Equal(0, tagger.Greatest(tags[0], new HashSet<string> { "Dog" }));
    }

    [Fact]
    public async Task Sound_and_picture_go_together_by_the_cosine_of_their_vectors_and_the_middle_is_heard()
    {
        using var folder = new PluginFolder(SmallPlugins.Match, SmallPlugins.TwinModel());
        using var loaded = await folder.LoadAsync();
        var sound = new float[16_000];
        Array.Fill(sound, -0.75f, 6_400, 3_200);

        var row = new MatchJudge(loaded).Judge([.. Enumerable.Repeat(PluginFolder.Plain(8, 8, 51, 51, 51), 4)], sound);

        Assert.Equal(((0.2 * 0.75) + 1) / Math.Sqrt(((0.2 * 0.2) + 1) * ((0.75 * 0.75) + 1)), row.Cosine, 1e-5);
    }

    [Fact]
    public void A_tone_is_loudest_in_the_mel_band_around_it()
    {
        var format = new AudioFormat { MelBands = 40, LowestHz = 0, HighestHz = 8000 };
        float[] tone = [.. Enumerable.Range(0, 1600).Select(i => (float)Math.Sin(2 * Math.PI * 1000 * i / 16_000))];

        var mel = MelSpectrogram.Of(tone, format);

        Assert.Equal([1, 1, 40, 8], mel.Shape);
        var loudest = Enumerable.Range(0, 40).MaxBy(band => mel.Values[band * 8]);
        Assert.Equal(1000, 700 * (Math.Pow(10, 2840.0 * (loudest + 1) / 41 / 2595) - 1), 60.0);   // 8 kHz = 2840 mel
    }

    [Fact]
    public async Task Text_is_boxed_grown_and_scaled_back()
    {
        var format = """{"kind":"text-detector","name":"db","version":"1","picture":{"mean":[0,0,0],"std":[1,1,1]}}""";
        var model = new OnnxWriter().Input("picture", 1, 3, -1, -2).Output("map", 1, 1, -1, -2).Constant("w", [1, 0, 0], 1, 3, 1, 1)
            .Node("Conv", ["picture", "w"], "map").Model();
        using var folder = new PluginFolder(format, model);
        using var loaded = await folder.LoadAsync();
        byte Luma(int x, int y) => (byte)(y is < 60 or >= 80 ? 16 : x is >= 40 and < 140 ? 214 : x is >= 200 and < 260 ? 102 : 16);     // the second above the map's threshold, below the box's
        byte[] luma = [.. Enumerable.Range(0, 320 * 160).Select(i => Luma(i % 320, i / 320))];
        byte[] chroma = [.. Enumerable.Repeat((byte)128, 160 * 80)];
        var picture = new TextPicture(new ViewFrame(0, 0, 320, 160, luma, chroma, chroma));

        var box = Assert.Single(new TextDetector(loaded, new DetectorOptions()).Find(picture));

        Assert.Equal(new(28, 48, 152, 92), box.Box);   // from centre to centre 99 × 19 · 1.5 / 236 = 12 on each side
        Assert.Equal(198 / 219f, box.Score, 0.005f);      // RGB is rounded
    }

    [Fact]
    public async Task A_line_is_read_without_blanks_and_repetitions()
    {
        // a column's grey level / 51 is its class: 0 blank, then the letters
        var model = new OnnxWriter().Input("lines", 1, 3, 48, -1).Output("characters", 1, -1, 5).Constant("scale", [1f], 1).Integers("shape", 1, -1, 1)
            .Constant("classes", [0, -1, -2, -3, -4], 5).Constant("half", [0.5f, 0.5f], 1)
            .Node("ReduceMean", ["lines"], "m", ("axes", [1, 2]), ("keepdims", [0])).Node("Reshape", ["m", "shape"], "column").Constant("five", [5f], 1)
            .Node("Mul", ["column", "five"], "index").Node("Add", ["index", "classes"], "difference").Node("Abs", ["difference"], "distance").Constant("sharp", [-20f], 1)
            .Node("Mul", ["distance", "sharp"], "characters").Model();
        using var folder = new PluginFolder(
            """{"kind":"text-recogniser","name":"r","version":"1","answers":"logits","labels":"labels.txt","picture":{"mean":[0,0,0],"std":[1,1,1]}}""", model, "a\nb\nc\n");
        using var loaded = await folder.LoadAsync();
        int[] levels = [0, 1, 1, 2, 0, 2, 4, 3, 0, 0, 0, 0, 0, 0, 0, 0];   // a a b – b space c
        var line = new RgbPicture([.. Enumerable.Range(0, 16 * 48).SelectMany(i => Enumerable.Repeat((byte)(51 * levels[i % 16]), 3))], 16, 48);

        var text = new LineRecogniser(loaded, new RecogniserOptions()).Read(line);

        Assert.Equal("abb c", text.Text);
        Assert.InRange(text.Confidence, 0.9f, 1f);
    }
}
