using System.Globalization;

namespace HunyuanVideo.Cli.Tests;

/// <summary>Programs killed without warning: the same command then ends as if nothing had happened.</summary>
public sealed class KillTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    [Fact]
    public async Task A_killed_generate_goes_on_to_the_same_video()
    {
        await Finish(["generate", Toy.Prompt, .. Options("whole.mp4")]);

        foreach (var moment in new[] { 600, 1100, 1500, 1900 })
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"killed{moment}.mp4");
            await Kill(moment, ["generate", Toy.Prompt, .. Options(name)]);
            await Finish(["generate", Toy.Prompt, .. Options(name), "--force"]);

            Assert.Equal(await Read("whole.mp4"), await Read(name));
        }

        Assert.DoesNotContain(_folder.Files, file => file.EndsWith(".latents.safetensors", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_decode_goes_on_from_the_latents_that_a_kill_left()
    {
        await Finish(["generate", Toy.Prompt, "--keep-latents", .. Options("whole.mp4")]);

        foreach (var moment in new[] { 500, 900, 1300 })
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"decoded{moment}.mp4");
            string[] decode = ["decode", _folder["whole.latents.safetensors"], "--model", Toy.Model, "--out", _folder[name]];
            await Kill(moment, decode);
            await Finish([.. decode, "--force"]);

            Assert.Equal(await Read("whole.mp4"), await Read(name));
        }
    }

    public void Dispose() => _folder.Dispose();

    private string[] Options(string name) => ["--model", Toy.Model, "--steps", "4", "--out", _folder[name]];

    private Task<byte[]> Read(string name) => File.ReadAllBytesAsync(_folder[name], TestContext.Current.CancellationToken);

    private static async Task Kill(int afterMilliseconds, params string[] arguments)
    {
        using var process = Toy.Start(arguments);
        await Task.Delay(afterMilliseconds, TestContext.Current.CancellationToken);
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static async Task Finish(params string[] arguments)
    {
        var outcome = await Toy.RunAsync(arguments);
        Assert.True(outcome.Code == 0, outcome.Error);
    }
}
