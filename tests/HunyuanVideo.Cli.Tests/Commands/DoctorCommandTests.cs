using System.Diagnostics;
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
    public async Task A_wrong_folder_of_libtorch_is_a_line_of_the_table()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Join(AppContext.BaseDirectory, "hyvideo.dll"));
        start.ArgumentList.Add("doctor");
        start.Environment["HYVIDEO_LIBTORCH"] = "/none";
        using var process = Process.Start(start)!;

        var outcome = await Toy.EndAsync(process);

        Assert.Equal(1, outcome.Code);
        Assert.Equal(6, outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("missing  libtorch   HYVIDEO_LIBTORCH '/none' holds no libtorch_cpu.so; ", outcome.Output, StringComparison.Ordinal);
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
