using System.Text.Json;
using HunyuanVideo.Media;

namespace HunyuanVideo.Cli.Tests.Commands;

public sealed class SynthCommandTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    [Fact]
    public async Task Clips_are_written_with_caption_and_truth()
    {
        var outcome = await SynthAsync("--sheet", _folder["sheets/s.png"]);

        Assert.True(outcome.Code == 0, outcome.Error);
        Assert.Equal(["000000.json", "000000.mp4", "000001.json", "000001.mp4"], Directory.GetFiles(Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        using var clip = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Join(Out, "000001.json"), Cancellation));
        Assert.Equal("000001.mp4", clip.RootElement.GetProperty("file").GetString());
        Assert.Equal(5, clip.RootElement.GetProperty("truth").GetArrayLength());
        Assert.EndsWith($"{clip.RootElement.GetProperty("caption").GetString()}\n", outcome.Output, StringComparison.Ordinal);
        var info = await FfmpegReader.ProbeAsync(FfmpegTools.Find(), Path.Join(Out, "000001.mp4"), Cancellation);
        Assert.Equal((32, 32, 6.0, clip.RootElement.GetProperty("caption").GetString()), (info.Width, info.Height, info.FramesPerSecond, info.Comment));
        Assert.True(PngFile.Read(_folder["sheets/s.png"]).Width > 5 * 32);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_and_nothing_is_overwritten_without_force()
    {
        await SynthAsync();
        var first = await File.ReadAllBytesAsync(Path.Join(Out, "000000.mp4"), Cancellation);
        await File.WriteAllTextAsync(Path.Join(Out, "000000.mp4"), "mine", Cancellation);

        var refused = await SynthAsync();
        var kept = await File.ReadAllTextAsync(Path.Join(Out, "000000.mp4"), Cancellation);
        var forced = await SynthAsync("--force", "--json");

        Assert.Equal(2, refused.Code);
        Assert.Equal($"hyvideo: {Path.Join(Out, "000000.mp4")}: exists already; pass --force to replace it, or another --out.\n", refused.Error);
        Assert.Equal("mine", kept);
        Assert.Equal(first, await File.ReadAllBytesAsync(Path.Join(Out, "000000.mp4"), Cancellation));
        Assert.Equal(
            ["000000.mp4", "000001.mp4"],
            forced.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("file").GetString()));
    }

    [Fact]
    public async Task Everything_wrong_is_said_at_once()
    {
        var outcome = await Toy.RunAsync("synth", "--count", "0", "--level", "4", "--size", "15", "--fps", "x");
        var sheet = await Toy.RunAsync("synth", "--out", Out, "--sheet", "/proc/none/sheet.png");
        var folder = Directory.CreateDirectory(_folder["sheets.png"]).FullName;
        var onFolder = await Toy.RunAsync("synth", "--out", Out, "--sheet", folder);
        var other = await Toy.RunAsync("synth", "--out", Out, "--sheet", "sheet.jpg");
        var huge = await Toy.RunAsync("synth", "--out", Out, "--size", "2048", "--frames", "1025");

        Assert.Equal(2, outcome.Code);
        Assert.Equal(5, outcome.Errors.Length);
        Assert.All(
            ["--out", "--count 0 is not within", "--level 4 is not 1, 2 or 3", "--size 15 is not an even", "--fps 'x' is no whole number"],
            part => Assert.Contains(part, outcome.Error, StringComparison.Ordinal));
        Assert.Equal("hyvideo: --sheet /proc/none: cannot be written; name a folder you may write to.\n", sheet.Error);
        Assert.Equal($"hyvideo: --sheet {folder}: is a folder; name a file.\n", onFolder.Error);
        Assert.Equal("hyvideo: --sheet sheet.jpg: a sheet is a PNG picture; name it sheet.png.\n", other.Error);
        Assert.Equal("hyvideo: 1025 frames of 2048×2048 take more than 1024 MiB a clip; choose a smaller --size or fewer --frames.\n", huge.Error);
    }

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Out => _folder["clips"];

    private Task<Toy.Outcome> SynthAsync(params string[] options) => Toy.RunAsync(
        ["synth", "--count", "2", "--size", "32", "--frames", "5", "--fps", "6", "--level", "2", "--seed", "4", "--out", Out, .. options]);
}
