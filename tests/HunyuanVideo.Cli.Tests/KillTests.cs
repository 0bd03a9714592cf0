using System.Diagnostics;
using System.Globalization;

namespace HunyuanVideo.Cli.Tests;

/// <summary>Programs that are killed or interrupted: the same command then ends as if nothing had happened.</summary>
public sealed class KillTests(TinyModel model) : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("v.mp4.lock")]                  // sampling begins
    [InlineData("v.latents.safetensors.part")]
    [InlineData("v.latents.safetensors")]       // decoding begins
    [InlineData("v.mp4.part")]
    [InlineData("v.json")]                      // the video is whole and gets its name
    public async Task A_killed_generate_goes_on_to_the_same_video(string sign)
    {
        await Finish(Generate("whole.mp4"));

        await KillWhenThere(sign, Generate("v.mp4"));
        await Finish([.. Generate("v.mp4"), .. Finished ? ["--force"] : Array.Empty<string>()]);

        Assert.Equal(_folder.Bytes("whole.mp4"), _folder.Bytes("v.mp4"));
        Assert.Equal(["v.json", "v.mp4", "whole.json", "whole.mp4"], _folder.Files);
    }

    [Fact]
    public async Task A_decode_that_was_killed_starts_again_from_its_latents()
    {
        await Finish([.. Generate("whole.mp4"), "--keep-latents"]);
        string[] decode = ["decode", _folder["whole.latents.safetensors"], "--model", model.Folder, "--threads", "1", "--out", _folder["v.mp4"]];

        await KillWhenThere("v.mp4.part", decode);
        await Finish([.. decode, .. Finished ? ["--force"] : Array.Empty<string>()]);

        Assert.Equal(_folder.Bytes("whole.mp4"), _folder.Bytes("v.mp4"));
        Assert.Equal(["v.json", "v.mp4", "whole.json", "whole.latents.safetensors", "whole.mp4"], _folder.Files);
    }

    [Fact]
    public async Task Asked_to_end_it_keeps_the_steps_done_and_says_how_to_go_on()
    {
        await Finish([.. Generate("whole.mp4"), "--steps", "1000"]);
        using var process = Toy.Start([.. Generate("v.mp4"), "--steps", "1000"]);
        await WaitFor(process, "v.mp4.lock");

        using var signal = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        var outcome = await Toy.EndAsync(process);

        Assert.Equal((130, ""), (outcome.Code, outcome.Output));
        Assert.Contains("stopped", Assert.Single(outcome.Errors), StringComparison.Ordinal);
        await Finish([.. Generate("v.mp4"), "--steps", "1000"]);
        Assert.Equal(_folder.Bytes("whole.mp4"), _folder.Bytes("v.mp4"));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Whether the kill came after the end.</summary>
    private bool Finished => File.Exists(_folder["v.mp4"]) && File.Exists(_folder["v.json"]);

    // Records hold the thread count, and other tests set this process's.
    private string[] Generate(string name) => model.Generate("--frames", "65", "--threads", "1", "--out", _folder[name]);

    private async Task KillWhenThere(string sign, string[] arguments)
    {
        using var process = Toy.Start(arguments);
        await WaitFor(process, sign);
        process.Kill();
        await process.WaitForExitAsync(Cancellation);
    }

    private async Task WaitFor(Process process, string file)
    {
        while (!File.Exists(_folder[file]) && !process.HasExited)
        {
            await Task.Yield();
        }
    }

    private static async Task Finish(string[] arguments)
    {
        var outcome = await Toy.RunAsync(arguments);
        Assert.True(outcome.Code == 0, outcome.Error);
    }
}
