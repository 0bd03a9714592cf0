namespace HunyuanVideo.Cli.Tests;

/// <summary>A curation that is killed again and again ends with the tables and shards of one that was not.</summary>
public sealed class CurateKillTests : IDisposable
{
    private const string Policy =
        """
        {"set": "any", "unit": "clip", "rules": [{"name": "has side", "column": "m_crop.short_side", "min": 1}],
         "output": {"area": [64, 64], "fps": 24, "frames": [17], "audio": "keep_if_good"}}
        """;

    private static readonly string[] Films = ["dup-a.mp4", "-leading dash.mp4", "zero-bytes.mp4"];

    private readonly ScratchFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Speed", "slow")]
    public async Task A_run_killed_at_every_step_ends_as_one_undisturbed()
    {
        Directory.CreateDirectory(_folder["films"]);
        Array.ForEach(Films, name => File.Copy(Path.Join(Toy.Root, "tests", "data", "media", name), Path.Join(_folder["films"], name)));
        await File.WriteAllTextAsync(_folder["any.json"], Policy, Cancellation);
        await FinishAsync(Run("whole"));

        foreach (var sign in new[] { "curate.json", ".scratch", "ledger", "previews", "out" })
        {
            await KillWhenThereAsync(Path.Join(_folder["killed"], sign), Run("killed"));
        }

        await FinishAsync(Run("killed"));

        Assert.Equal(await FinishAsync(["curate", "validate", "--out", _folder["whole"]]), await FinishAsync(["curate", "validate", "--out", _folder["killed"]]));
        Assert.Equal(_folder.Bytes("whole/out/any/SHA256SUMS"), _folder.Bytes("killed/out/any/SHA256SUMS"));
        Assert.Empty(Directory.EnumerateFiles(_folder["killed"], "*.tmp", SearchOption.AllDirectories));
    }

    public void Dispose() => _folder.Dispose();

    private string[] Run(string name) => ["curate", "run", _folder["films"], "--out", _folder[name], "--policy", _folder["any.json"]];

    private static async Task KillWhenThereAsync(string sign, string[] arguments)
    {
        using var process = Toy.Start(arguments);
        while (!Path.Exists(sign) && !process.HasExited)
        {
            await Task.Yield();
        }

        process.Kill();
        await process.WaitForExitAsync(Cancellation);
    }

    private static async Task<string> FinishAsync(string[] arguments)
    {
        var outcome = await Toy.RunAsync(arguments);
        Assert.True(outcome.Code == 0, outcome.Error);
        return outcome.Output;
    }
}
