using System.Text.Json;

namespace HunyuanVideo.Cli.Tests.Commands;

public sealed class ParityCommandTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    [Fact]
    public async Task Each_case_has_a_line_with_the_error_at_the_worst_tensor()
    {
        var outcome = await Toy.RunAsync("parity", "--kind", "scheduler");

        Assert.Equal(0, outcome.Code);
        Assert.Matches("pass +scheduler/steps50_shift7  [0-9.]+E-[0-9]+ of 1E-5 at out\\.[a-z]+\n", outcome.Output);
        Assert.EndsWith("3 passed, 0 failed, 0 not supported\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_to_video_goes_from_noise_to_the_references_latents()
    {
        var outcome = await Toy.RunAsync("parity", "--kind", "t2v-e2e");

        Assert.True(outcome.Code == 0, outcome.Output);
        Assert.EndsWith("3 passed, 0 failed, 0 not supported\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cases_are_chosen_by_name_and_printed_as_json()
    {
        var outcome = await Toy.RunAsync("parity", "--case", "steps50_shift7", "no_mask", "--json");

        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(["scheduler", "token-refiner"], json.RootElement.EnumerateArray().Select(item => item.GetProperty("kind").GetString()));
        Assert.All(json.RootElement.EnumerateArray(), item => Assert.True(item.GetProperty("passed").GetBoolean()));
        Assert.InRange(json.RootElement[0].GetProperty("outputs")[0].GetProperty("error").GetDouble(), 0, 1e-5);
    }

    [Fact]
    public async Task Unknown_kinds_and_failures_make_the_exit_code_1()
    {
        await CopyCaseAsync("unknown", "\"scheduler\"", "\"weather\"");
        await CopyCaseAsync("wrong", "\"flow_shift\": 7", "\"flow_shift\": 8");

        var outcome = await Toy.RunAsync("parity", _folder.Path);

        Assert.Equal(1, outcome.Code);
        Assert.Contains("not supported weather/steps50_shift7\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("FAIL          scheduler/steps50_shift7", outcome.Output, StringComparison.Ordinal);
        Assert.EndsWith("0 passed, 1 failed, 1 not supported\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_in_a_folder_are_not_followed_for_they_may_run_in_circles()
    {
        await CopyCaseAsync("case", "\"scheduler\"", "\"scheduler\"");
        Directory.CreateSymbolicLink(_folder["loop"], _folder.Path);

        var outcome = await Toy.RunAsync("parity", _folder.Path);
        var linked = await Toy.RunAsync("parity", _folder["loop"]);

        Assert.EndsWith("1 passed, 0 failed, 0 not supported\n", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(outcome.Output, linked.Output);
    }

    [Fact]
    public async Task Nothing_to_compare_is_wrong_input()
    {
        var absent = await Toy.RunAsync("parity", _folder["a"], _folder["b"]);
        var empty = await Toy.RunAsync("parity", _folder.Path);
        var unmatched = await Toy.RunAsync("parity", "--kind", "weather");

        Assert.Equal((2, 2, 2), (absent.Code, empty.Code, unmatched.Code));
        Assert.Equal(2, absent.Errors.Length);
        Assert.Contains("holds no golden case", empty.Error, StringComparison.Ordinal);
        Assert.Contains("no golden case has that kind and name", unmatched.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task CopyCaseAsync(string name, string original, string changed)
    {
        var source = Path.Join(Toy.Root, "tests", "data", "golden", "scheduler", "steps50_shift7");
        Directory.CreateDirectory(_folder[name]);
        var json = await File.ReadAllTextAsync(Path.Join(source, "case.json"), TestContext.Current.CancellationToken);
        Assert.Contains(original, json, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Join(_folder[name], "case.json"), json.Replace(original, changed, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        File.Copy(Path.Join(source, "out.safetensors"), Path.Join(_folder[name], "out.safetensors"));
    }
}
