using System.Text.Json;

namespace HunyuanVideo.Cli.Tests.Commands;

public sealed class EvaluateCompareCommandTests(TrainedModel model) : IDisposable
{
    private readonly ScratchFolder _folder = new();

    [Fact]
    public async Task Two_models_make_the_same_prompts_and_are_timed()
    {
        var toy = await model.FolderAsync();

        var text = await Toy.RunAsync("evaluate", "compare", toy, toy, "--count", "2", "--steps", "1", "--out", _folder["pair"]);
        var json = await Toy.RunAsync("evaluate", "compare", toy, toy, "--count", "2", "--steps", "1", "--out", _folder["pair"], "--json");

        Assert.True(text.Code == 0, text.Error);
        Assert.Contains(", n=2\n", text.Output, StringComparison.Ordinal);
        Assert.Matches("\nall .*0.0 points \\(-[0-9.]+ … \\+[0-9.]+\\)\n", text.Output);
        Assert.Matches("\nspeed .*A/B = [0-9.]+, the median of 1 prompt made in turn, behind one that warms up", text.Output);
        Assert.Equal(Videos("a"), Videos("b"));
        Assert.True(File.Exists(_folder["pair/sheet.png"]));
        using var read = JsonDocument.Parse(json.Output);
        Assert.Equal(JsonValueKind.Null, read.RootElement.GetProperty("speed").ValueKind);      // nothing was made anew
        Assert.Equal(5, read.RootElement.GetProperty("attributes").GetArrayLength());
    }

    [Fact]
    public async Task Two_reports_are_compared_by_their_prompts()
    {
        await WriteReportAsync("a", right: [true, false, true]);
        await WriteReportAsync("b", right: [true, true, true, true]);

        var outcome = await Toy.RunAsync("evaluate", "compare", _folder["a"], _folder["b"], "--out", _folder["pair"], "--json");

        Assert.True(outcome.Code == 0, outcome.Error);
        using var read = JsonDocument.Parse(outcome.Output);
        var all = read.RootElement.GetProperty("attributes")[0];
        Assert.Equal((3, 2, 3), (read.RootElement.GetProperty("prompts").GetInt32(), all.GetProperty("first").GetProperty("count").GetInt32(), all.GetProperty("second").GetProperty("count").GetInt32()));
        Assert.Equal(1, all.GetProperty("difference").GetProperty("only_second").GetInt32());
    }

    [Fact]
    public async Task A_model_is_not_compared_with_a_report()
    {
        await WriteReportAsync("a", right: [true]);

        var mixed = await Toy.RunAsync("evaluate", "compare", await model.FolderAsync(), _folder["a"]);
        var nothing = await Toy.RunAsync("evaluate", "compare", _folder["a"], _folder["none"]);

        Assert.Contains("one is a model and the other a report", mixed.Error, StringComparison.Ordinal);
        Assert.Contains("is neither a model folder", nothing.Error, StringComparison.Ordinal);
        Assert.Equal((2, 2), (mixed.Code, nothing.Code));
    }

    public void Dispose() => _folder.Dispose();

    private string[] Videos(string side) => [.. Directory.GetFiles(_folder["pair/" + side], "*.mp4").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private Task WriteReportAsync(string name, bool[] right)
    {
        Directory.CreateDirectory(_folder[name]);
        var videos = right.Select((isRight, index) => $$"""{ "file": "{{index}}.mp4", "prompt": "prompt {{index}}", "right": {{(isRight ? "true" : "false")}} }""");
        return File.WriteAllTextAsync(Path.Join(_folder[name], "report.json"), $$"""{ "rates": {}, "videos": [{{string.Join(',', videos)}}] }""", TestContext.Current.CancellationToken);
    }
}
