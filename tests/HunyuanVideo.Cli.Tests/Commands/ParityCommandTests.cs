using System.Text.Json;

namespace HunyuanVideo.Cli.Tests.Commands;

public sealed class ParityCommandTests : IDisposable
{
    private static readonly string Scheduler = Path.Join(Toy.Root, "tests", "data", "golden", "scheduler");

    private readonly ScratchFolder _folder = new();

    [Fact]
    public async Task Cases_of_the_reference_pass_a_line_each()
    {
        var outcome = await Toy.RunAsync("parity", Scheduler);

        var lines = outcome.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(0, outcome.Code);
        Assert.All(lines[..^1], line => Assert.StartsWith("pass ", line, StringComparison.Ordinal));
        Assert.Equal($"{lines.Length - 1} passed, 0 failed, 0 not supported", lines[^1]);
    }

    [Fact]
    public async Task Json_holds_every_tensor()
    {
        var outcome = await Toy.RunAsync("parity", Scheduler, "--json");

        Assert.All(JsonDocument.Parse(outcome.Output).RootElement.EnumerateArray(), result => Assert.NotEmpty(result.GetProperty("outputs").EnumerateArray()));
    }

    [Fact]
    public async Task A_folder_without_cases_is_refused()
    {
        var outcome = await Toy.RunAsync("parity", _folder.Path);

        Assert.Equal(2, outcome.Code);
        Assert.Contains("holds no golden case", Assert.Single(outcome.Errors), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
