using System.Diagnostics;

namespace HunyuanVideo.Cli.Tests;

public sealed class ProcessTests(TinyModel model) : IDisposable
{
    private readonly ScratchFolder _folder = new();

    [Fact]
    public async Task Results_go_to_the_output_and_talk_to_the_error_stream()
    {
        using var process = Toy.Start(model.Generate("--out", _folder["v.mp4"]));

        var outcome = await Toy.EndAsync(process);

        Assert.Equal((0, _folder["v.mp4"] + Environment.NewLine), (outcome.Code, outcome.Output));
        Assert.Matches(@"^1 file in \d+\.\d s\s*$", outcome.Error);
    }

    [Fact]
    public async Task Help_does_not_load_libtorch()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the loader of glibc tells what is loaded");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Join(AppContext.BaseDirectory, "hyvideo.dll"));
        start.ArgumentList.Add("generate");
        start.ArgumentList.Add("--help");
        start.Environment["LD_DEBUG"] = "files";
        using var process = Process.Start(start)!;

        var outcome = await Toy.EndAsync(process);

        Assert.Contains("libcoreclr", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("torch", outcome.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_example_of_the_library_makes_pictures()
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = _folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Join(AppContext.BaseDirectory, "Generate.dll"));
        start.ArgumentList.Add(model.Folder);
        using var process = Process.Start(start)!;

        var outcome = await Toy.EndAsync(process);

        Assert.True(outcome.Code == 0, outcome.Error);
        Assert.Equal(["frame-000.png", "frame-001.png", "frame-002.png", "frame-003.png", "frame-004.png"], _folder.Files);
    }

    public void Dispose() => _folder.Dispose();
}
