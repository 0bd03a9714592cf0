using System.Text.Json;

namespace HunyuanVideo.Cli.Tests.Commands;

public sealed class DoctorCommandTests(TinyModel model)
{
    [Fact]
    public async Task What_is_there_is_good()
    {
        var outcome = await Toy.RunAsync("doctor", "--model", model.Folder);

        Assert.Equal(0, outcome.Code);
        Assert.Equal(["hyvideo", "processor", "memory", "libtorch", "ffmpeg", "model"], outcome.Output.TrimEnd('\n').Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));
        Assert.All(outcome.Output.TrimEnd('\n').Split('\n'), line => Assert.StartsWith("good ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_missing_is_named_and_makes_the_exit_code_1()
    {
        var outcome = await Toy.RunAsync("doctor", "--model", "/none", "--ffmpeg", "/none/ffmpeg", "--json");

        var missing = JsonDocument.Parse(outcome.Output).RootElement.EnumerateArray().Where(finding => !finding.GetProperty("good").GetBoolean());
        Assert.Equal(1, outcome.Code);
        Assert.Equal(["ffmpeg", "model"], missing.Select(finding => finding.GetProperty("name").GetString()));
    }
}
