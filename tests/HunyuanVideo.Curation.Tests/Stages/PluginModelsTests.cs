using HunyuanVideo.Curation.Plugins;
using HunyuanVideo.Curation.Stages;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Tests.Plugins;
using HunyuanVideo.Curation.Tests.Running;
using HunyuanVideo.Curation.Tests.Store;

namespace HunyuanVideo.Curation.Tests.Stages;

public sealed class PluginModelsTests
{
    public static TheoryData<string, string, byte[], string> Faulty => new()
    {
        { "no number", SmallPlugins.Clear, Clear("Log"), "output 'clear' holds numbers that are not finite" },
        { "no probability", SmallPlugins.Clear, Clear("Identity"), "does not answer one probability of 0…1 per picture" },
        { "no scores of 14", SmallPlugins.Camera, SmallPlugins.Constant("frames", [1, 4, 3, 8, 8], "scores", [1, 2, 3], 1, 3).Model(), "answers [1, 3]; [1, 14] is wanted" },
        { "another size", SmallPlugins.Camera, SmallPlugins.Constant("frames", [1, 8, 3, 8, 8], "scores", new float[14], 1, 14).Model(), "input 'frames' is [1, 8, 3, 8, 8], it would be given [1, 4, 3, 8, 8]" },
        { "too few predictions", SmallPlugins.Shots, Two("frames", [1, 100, 27, 48, 3], "single", "many", 50), "answers [1, 50] for 100 frames" },
        { "scores beyond 1", SmallPlugins.Boxes, SmallPlugins.Constant("picture", [1, 3, 64, 64], "boxes", [.. Enumerable.Repeat(7f, 84 * 7)], 1, 84, 7).Model(), "objectness or class scores leave 0…1" },
        { "boxes without a score", SmallPlugins.Boxes, SmallPlugins.Constant("picture", [1, 3, 64, 64], "boxes", new float[84 * 6], 1, 84, 6).Model(), "answers [1, 84, 6], [1, 84, 7] is wanted (2 labels)" },
        { "a tag too many", SmallPlugins.Tags, SmallPlugins.Constant("sound", [1, 16_000], "scores", [1, 2, 3], 1, 3).Model(), "answers 3 scores, there are 2 labels" },
        { "a map of one number", SmallPlugins.Writing, SmallPlugins.Constant("picture", [1, 3, -1, -2], "map", [1], 1, 1).Model(), "answers [1, 1]; a map of" },
        { "characters beyond the dictionary", SmallPlugins.Reading, SmallPlugins.Constant("lines", [1, 3, 48, -1], "characters", new float[9], 1, 1, 9).Model(), "answers 9 classes, the dictionary has 2 lines" },
        { "vectors of two lengths", SmallPlugins.Match.Replace("sound_vector", "vector", StringComparison.Ordinal), TwoVectors(), "gives vectors of 2 and 3 numbers" },
        { "no direction", SmallPlugins.Looks, SmallPlugins.Constant("picture", [1, 3, 8, 8], "embedding", [0, 0], 1, 2).Model(), "gives a vector without direction" },
        { "a giant", SmallPlugins.Clear, Giant(), "output 'clear' is [1048576, 1048576], more numbers than are given or read (2^28)" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task A_faulty_model_is_refused_before_any_clip_is_touched(string what, string manifest, byte[] model, string words)
    {
        using var folder = new TempFolder();
        SmallPlugins.Add(folder.Join("plugins"), "one", manifest, model, "Speech\nMusic\n");

        var fault = await Assert.ThrowsAsync<InputException>(() => PluginRun.ExecuteAsync(folder.Join("curation"), null, folder.Join("plugins")));

        Assert.True(fault.Message.Contains(words, StringComparison.Ordinal), $"{what}: {fault.Message}");
        Assert.StartsWith(Path.Join(folder.Join("plugins"), "one", "model.onnx"), fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
        Assert.False(Directory.Exists(folder.Join("curation")));
    }

    [Fact]
    public async Task All_faulty_models_are_named_at_once()
    {
        using var folder = new TempFolder();
        SmallPlugins.Add(folder.Join("plugins"), "a\nb", SmallPlugins.Clear, Clear("Log"));
        SmallPlugins.Add(folder.Join("plugins"), "camera", SmallPlugins.Camera, [1, 2, 3]);

        var fault = await Assert.ThrowsAsync<InputException>(() => PluginRun.ExecuteAsync(folder.Join("curation"), null, folder.Join("plugins")));

        Assert.Equal(2, fault.Message.Split('\n').Length);
        Assert.Contains("a\\u000ab", fault.Message, StringComparison.Ordinal);
        Assert.Contains("ONNX Runtime cannot load it", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_of_a_kind_and_two_spaces_of_one_name_are_refused()
    {
        using var folder = new TempFolder();
        SmallPlugins.AddAll(folder.Join("plugins"));
        SmallPlugins.Add(folder.Join("plugins"), "clarity2", SmallPlugins.Clear, SmallPlugins.BrightnessModel());
        SmallPlugins.Add(folder.Join("plugins"), "looks2", SmallPlugins.Looks, SmallPlugins.BrightnessModel());
        var plugins = await PluginReader.ReadAllAsync(folder.Join("plugins"), TestContext.Current.CancellationToken);

        var fault = Assert.Throws<InputException>(() => PluginStage.RequireUsable(plugins));

        Assert.Equal(["are both of the kind clarity; take one out.", "have one name; rename one."], fault.Message.Split('\n').Select(line => line[(line.LastIndexOf('2') + 2)..]).Order());
    }

    [Fact]
    public async Task A_model_that_fails_on_a_clip_fails_that_clip_in_its_own_stage()
    {
        using var folder = new TempFolder();
        var ratio = new OnnxWriter().Input("picture", 1, 3, 8, 8).Output("clear", 1, 1).Integers("one", 1, 1)      // 0 / 0 where all is black
            .Node("ReduceMean", ["picture"], "m", ("axes", [1, 2, 3]), ("keepdims", [0])).Node("Div", ["m", "m"], "r").Node("Reshape", ["r", "one"], "clear").Model();
        SmallPlugins.Add(folder.Join("plugins"), "ratio", SmallPlugins.Clear, ratio);

        var report = await PluginRun.ExecuteAsync(folder.Join("curation"), ToyRun.AddFilms(folder, "black.mp4", "speech.mp4"), folder.Join("plugins"));

        using var reader = new CurationStore(folder.Join("curation")).OpenReader();
        Assert.Equal(1f, Assert.Single(reader.Rows<ClarityModelRow>()).Clear);
        Assert.Equal(2, reader.Count("SELECT count(*) FROM m_clarity"));
        var failed = Assert.Single(reader.Rows<LedgerRow>(), row => row.State == LedgerStates.Failed);
        Assert.Equal("plugin_clarity", failed.Stage);
        Assert.StartsWith("input: ", failed.Reason, StringComparison.Ordinal);
        Assert.Contains("not finite", failed.Reason, StringComparison.Ordinal);
        Assert.True(report.HasFailures);
    }

    /// <summary>What an operation makes of a number below 0.</summary>
    private static byte[] Clear(string operation) => new OnnxWriter().Input("picture", 1, 3, 8, 8).Output("clear", 1, 1).Integers("one", 1, 1)
        .Node("ReduceMean", ["picture"], "mean", ("axes", [1, 2, 3]), ("keepdims", [0])).Node("Neg", ["mean"], "less").Node(operation, ["less"], "value")
        .Node("Reshape", ["value", "one"], "clear").Model();

    private static byte[] Giant() => new OnnxWriter().Input("picture", 1, 3, 8, 8).Output("clear", 1 << 20, 1 << 20).Integers("sides", 1 << 20, 1 << 20)
        .Node("ReduceMean", ["picture"], "mean", ("axes", [0, 1, 2, 3]), ("keepdims", [0])).Node("Expand", ["mean", "sides"], "clear").Model();

    private static byte[] TwoVectors() => new OnnxWriter().Input("frames", 1, 4, 3, 8, 8).Input("sound", 1, 3200).Output("picture", 2).Output("vector", 3).Integers("two", 2).Integers("three", 3)
        .Node("ReduceMean", ["frames"], "light", ("axes", [0, 1, 2, 3, 4]), ("keepdims", [0])).Node("Expand", ["light", "two"], "picture")
        .Node("ReduceMean", ["sound"], "loud", ("axes", [0, 1]), ("keepdims", [0])).Node("Expand", ["loud", "three"], "vector").Model();

    private static byte[] Two(string input, int[] shape, string first, string second, int count)
    {
        var model = SmallPlugins.Constant(input, shape, first, new float[count], 1, count).Output(second, 1, count);
        return model.Node("Identity", [first], second).Model();
    }
}
