using HunyuanVideo.Curation.Plugins;

namespace HunyuanVideo.Curation.Tests.Plugins;

public sealed class PluginReaderTests
{
    private const string Good = """{"kind":"clarity","name":"blur-1","version":"1","inputs":{"picture":"x"},"outputs":{"clear":"y"},"picture":{"width":8,"height":8}}""";

    private static byte[] Mean => new OnnxWriter().Input("x", 1, 3, 8, 8).Output("y", 1, 1)
        .Node("ReduceMean", ["x"], "m", ("axes", [1, 2, 3]), ("keepdims", [0])).Integers("s", 1, 1).Node("Reshape", ["m", "s"], "y").Model();

    [Fact]
    public async Task A_folder_is_read_with_the_kinds_defaults_and_its_own_fields()
    {
        using var folder = new PluginFolder(Good, Mean);

        var plugin = Assert.Single(await PluginReader.ReadAllAsync(folder.Root, TestContext.Current.CancellationToken));

        Assert.Same(PluginKind.Clarity, plugin.Kind);
        Assert.Equal((8, 8, 0.485), (plugin.Picture.Width, plugin.Picture.Height, plugin.Picture.Mean[0]));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Mean)), plugin.ModelHash);
    }

    [Fact]
    public async Task Another_manifest_or_model_gives_another_fingerprint()
    {
        using var first = new PluginFolder(Good, Mean);
        using var second = new PluginFolder(Good.Replace("\"1\"", "\"2\"", StringComparison.Ordinal), Mean);
        using var third = new PluginFolder(Good, [.. Mean, 0]);

        var prints = new[] { first, second, third, first }.Select(folder => PluginReader.ReadAsync(folder.Folder).Result.Fingerprint).ToList();

        Assert.Equal(3, prints.Distinct().Count());
        Assert.Equal(prints[0], prints[3]);
    }

    [Theory]
    [InlineData("\"kind\":\"clarity\"", "\"kind\":\"claritty\"", "kind 'claritty' is unknown; use one of")]
    [InlineData("\"version\":\"1\"", "\"version\":\"1\",\"colour\":1", "colour")]
    [InlineData("\"version\":\"1\",", "", "version")]
    [InlineData("\"blur-1\"", "\"../x\"", "name '../x' must be")]
    [InlineData("\"blur-1\"", "\"look\"", "name 'look' must be")]
    [InlineData("\"version\":\"1\"", "\"version\":\"1\",\"model\":\"../../etc/passwd\"", "model '../../etc/passwd' must be the name of a file")]
    [InlineData("\"width\":8", "\"width\":0", "picture.width 0 must be 1 to 4096")]
    [InlineData("\"width\":8", "\"width\":8,\"std\":[1,0,1]", "picture.std must be 3 numbers above 0")]
    [InlineData("\"width\":8", "\"width\":8,\"layout\":\"ntchw\"", "picture.layout Ntchw does not suit clarity")]
    [InlineData("{\"picture\":\"x\"}", "{\"frames\":\"x\"}", "inputs 'frames' is unknown to clarity, which has picture")]
    [InlineData("\"version\":\"1\"", "\"version\":\"1\",\"sha256\":\"0000000000000000000000000000000000000000000000000000000000000000\"", "its SHA-256 is")]
    [InlineData("\"version\":\"1\"", "\"version\":\"1\",\"labels\":\"labels.txt\"", "no such file")]
    [InlineData("\"version\":\"1\"", "\"version\":\"1\",\"version\":\"2\"", "version")]
    [InlineData("\"version\":\"1\"", "\"version\":\"1\\n2\"", "none of them a control character")]
    [InlineData("\"width\":8,\"height\":8", "\"width\":4096,\"height\":4096,\"frames\":512", "makes an input of more than")]
    public async Task A_fault_is_named(string old, string replacement, string words)
    {
        using var folder = new PluginFolder(Good.Replace(old, replacement, StringComparison.Ordinal), Mean);

        var fault = await Assert.ThrowsAsync<InputException>(() => PluginReader.ReadAsync(folder.Folder, TestContext.Current.CancellationToken));

        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"kind":"transnetv2","name":"t","version":"1","picture":{"frames":1}}""", "picture.frames 1 is no multiple of 4, which transnetv2 needs")]
    [InlineData("""{"kind":"dover","name":"t","version":"1","picture":{"width":225}}""", "picture.width 225 is no multiple of 7, which dover needs")]
    [InlineData("""{"kind":"yolox","name":"t","version":"1","labels":"labels.txt","picture":{"height":100}}""", "picture.height 100 is no multiple of 32, which yolox needs")]
    [InlineData("""{"kind":"audio-tags","name":"t","version":"1","labels":"labels.txt","audio":{"layout":"mel","hop":1,"fourier_size":16384}}""", "audio.hop 1 makes 16000 windows of 16384 samples")]
    [InlineData("""{"kind":"yolox","name":"t","version":"1","labels":"labels.txt"}""", "labels.txt: line 2 holds a control character")]
    public async Task What_a_kind_needs_is_named(string manifest, string words)
    {
        using var folder = new PluginFolder(manifest, Mean, "logo\npoor\u001bman\n");

        var fault = await Assert.ThrowsAsync<InputException>(() => PluginReader.ReadAsync(folder.Folder, TestContext.Current.CancellationToken));

        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weights_beside_the_model_count_as_the_model_does()
    {
        using var folder = new PluginFolder(Good, Mean);
        var prints = new List<string>();
        var deep = Directory.CreateDirectory(Path.Join(folder.Folder, "data")).FullName;
        foreach (var (file, text) in new[] { ("plugin.json", Good), ("model.onnx.data", "1"), ("model.onnx.data", "2"), ("data/w.bin", "1"), ("data/w.bin", "2") })
        {
            await File.WriteAllTextAsync(Path.Join(folder.Folder, file), text, TestContext.Current.CancellationToken);
            prints.Add((await PluginReader.ReadAsync(folder.Folder, TestContext.Current.CancellationToken)).Fingerprint);
        }

        Directory.CreateSymbolicLink(Path.Join(deep, "round"), folder.Folder);       // has an end all the same
        File.CreateSymbolicLink(Path.Join(deep, "nowhere"), "none");
        File.CreateSymbolicLink(Path.Join(deep, "device"), "/dev/zero");
        prints.Add((await PluginReader.ReadAsync(folder.Folder, TestContext.Current.CancellationToken)).Fingerprint);

        Assert.Equal(5, prints.Distinct().Count());
    }

    [Fact]
    public async Task A_model_that_gives_no_answer_in_time_is_stopped()
    {
        using var folder = new PluginFolder(Good, Mean);
        using var model = OnnxModel.Load(await PluginReader.ReadAsync(folder.Folder, TestContext.Current.CancellationToken), threads: 1, limit: TimeSpan.Zero);

        var fault = Assert.Throws<InputException>(() => new ClarityJudge(model).Judge([PluginFolder.Plain(4, 4, 1, 1, 1)]));

        Assert.Contains("gave no answer within 0 seconds", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_output_lists_those_the_model_has()
    {
        using var folder = new PluginFolder(Good.Replace("\"y\"", "\"clearness\"", StringComparison.Ordinal), Mean);

        var fault = await Assert.ThrowsAsync<InputException>(folder.LoadAsync);

        Assert.Contains("has no output 'clearness'; it has y", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_size_that_the_model_does_not_take_is_named()
    {
        using var folder = new PluginFolder(Good.Replace("\"width\":8", "\"width\":16", StringComparison.Ordinal), Mean);
        using var model = await folder.LoadAsync();

        var fault = Assert.Throws<InputException>(() => new ClarityJudge(model).Judge([PluginFolder.Plain(4, 4, 1, 1, 1)]));

        Assert.Contains("input 'x' is [1, 3, 8, 8], it would be given [1, 3, 8, 16]", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_models_are_errors_of_ours()
    {
        var model = Mean;
        foreach (var length in Enumerable.Range(0, model.Length / 8).Select(i => i * 8))
        {
            using var folder = new PluginFolder(Good, model[..length]);

            await Assert.ThrowsAsync<InputException>(folder.LoadAsync);
        }
    }
}
