using System.Text.Json;

namespace HunyuanVideo.Cli.Tests.Commands;

public sealed class EvaluateCommandTests(TrainedModel model) : IDisposable
{
    private readonly ScratchFolder _folder = new();

    [Fact]
    public async Task Videos_of_prompts_are_made_judged_and_kept()
    {
        var table = await ToyAsync("--count", "2", "--steps", "1");
        var written = File.GetLastWriteTimeUtc(Videos[0]);
        var again = await ToyAsync("--count", "2", "--steps", "1", "--json");

        Assert.True(table.Code == 0, table.Error);
        Assert.StartsWith("            all, n=2", table.Output, StringComparison.Ordinal);
        Assert.Contains("unseen, n=1", table.Output, StringComparison.Ordinal);
        Assert.Equal(2, Videos.Length);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Videos[0]));
        Assert.Equal(await File.ReadAllTextAsync(Path.Join(Out, "report.json"), Cancellation), again.Output);
        using var report = JsonDocument.Parse(again.Output);
        Assert.Equal(2, report.RootElement.GetProperty("videos").GetArrayLength());
        Assert.Equal(2, report.RootElement.GetProperty("rates").GetProperty("all").GetProperty("shape").GetProperty("total").GetInt32());
        Assert.True(File.Exists(Path.Join(Out, "sheet.png")));
    }

    [Fact]
    public async Task Level_2_judges_two_things_and_their_relation()
    {
        var table = await ToyAsync("--count", "2", "--steps", "1", "--level", "2");

        Assert.True(table.Code == 0, table.Error);
        Assert.Contains("\nrelation ", table.Output, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Join(Out, "report.json"), Cancellation));
        Assert.Equal(2, report.RootElement.GetProperty("rates").GetProperty("all").GetProperty("relation").GetProperty("total").GetInt32());
        Assert.Equal(
            ["colours", "background", "shapes", "motions", "relation", "all"],
            report.RootElement.GetProperty("videos")[0].GetProperty("checks").EnumerateObject().Select(check => check.Name));
    }

    [Fact]
    public async Task Videos_of_other_options_are_replaced_by_force_alone()
    {
        await ToyAsync("--count", "1", "--steps", "1");
        var before = await File.ReadAllBytesAsync(Videos[0], Cancellation);

        var refused = await ToyAsync("--count", "1", "--steps", "2");
        var kept = await File.ReadAllBytesAsync(Videos[0], Cancellation);
        var forced = await ToyAsync("--count", "1", "--steps", "2", "--force");

        Assert.Equal(2, refused.Code);
        Assert.Contains("was made by another model or with other options", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, kept);
        Assert.Equal(0, forced.Code);
        Assert.NotEqual(before, await File.ReadAllBytesAsync(Videos[0], Cancellation));
    }

    [Fact]
    public async Task A_video_without_its_record_is_made_again()
    {
        await ToyAsync("--count", "1", "--steps", "1");
        var before = await File.ReadAllBytesAsync(Videos[0], Cancellation);
        File.Delete(Path.ChangeExtension(Videos[0], ".json"));
        await File.WriteAllTextAsync(Videos[0], "half", Cancellation);

        var outcome = await ToyAsync("--count", "1", "--steps", "1");

        Assert.Equal(0, outcome.Code);
        Assert.Equal(before, await File.ReadAllBytesAsync(Videos[0], Cancellation));
    }

    [Fact]
    public async Task A_vae_is_measured_level_by_level_with_a_sheet()
    {
        string[] line = ["evaluate", "vae", "--model", await model.FolderAsync(), "--count", "2", "--level", "1", "2", "--size", "16", "--frames", "5", "--sheet", _folder["sheets/vae.png"]];

        var text = await Toy.RunAsync(line);
        var refused = await Toy.RunAsync(line);
        var json = await Toy.RunAsync([.. line, "--json", "--force"]);

        Assert.True(text.Code == 0, text.Error);
        Assert.Matches("^level 1: 2 clips of 16×16×5, PSNR [0-9.]+ dB \\(lowest [0-9.]+\\), SSIM -?[0-9.]+, perceptual distance [0-9.]+, [0-9.]+ % .* judged right \\(shape .* %.*, motion .* %.*\\)\nlevel 2: 2 clips of ", text.Output);
        Assert.Equal($"hyvideo: --sheet {_folder["sheets/vae.png"]}: exists already; pass --force to replace it, or name another file.\n", refused.Error);
        using var report = JsonDocument.Parse(json.Output);
        Assert.Equal([1, 2], report.RootElement.EnumerateArray().Select(level => level.GetProperty("level").GetInt32()));
        Assert.InRange(report.RootElement[0].GetProperty("psnr").GetDouble(), 1, 40);
    }

    [Fact]
    public async Task A_model_is_measured_noise_level_by_noise_level()
    {
        string[] line = ["evaluate", "noise", "--model", await model.FolderAsync(), "--count", "2", "--steps", "4", "--points", "3"];

        var text = await Toy.RunAsync(line);
        var json = await Toy.RunAsync([.. line, "--json"]);

        Assert.True(text.Code == 0, text.Error);
        var rows = text.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches("^noise +colour +background +shape +motion +all +error$", rows[0]);
        Assert.Matches("^0\\.000 .* 0\\.000$", rows[1]);
        Assert.Matches("^1\\.000 .* [0-9.]+$", rows[3]);
        using var report = JsonDocument.Parse(json.Output);
        var errors = report.RootElement.EnumerateArray().Select(row => row.GetProperty("error").GetDouble()).ToList();
        Assert.Equal(3, errors.Count);
        Assert.True(errors[0] == 0 && errors[1] > 0.01 && errors[2] > errors[1], string.Join(' ', errors));
    }

    [Fact]
    public async Task Everything_wrong_is_said_at_once()
    {
        var tiny = await model.FolderAsync();

        var toy = await Toy.RunAsync("evaluate", "toy", "--model", tiny, "--count", "0", "--steps", "0", "--cfg", "x", "--device", "tpu");
        var vae = await Toy.RunAsync("evaluate", "vae", "--model", tiny, "--count", "0", "--level", "4", "--size", "17", "--frames", "6");
        var noise = await Toy.RunAsync("evaluate", "noise", "--model", tiny, "--count", "0", "--steps", "4", "--points", "6");

        Assert.Equal((2, 2, 2), (toy.Code, vae.Code, noise.Code));
        Assert.Equal(
            [
                "hyvideo: --count 0 is not within 1…10000; choose a value in that range.",
                "hyvideo: --points 6 is not within 2…5, one more than the steps; choose a value in that range.",
            ],
            noise.Errors);
        Assert.Equal(
            [
                "hyvideo: --cfg 'x' is no number; give one, for example --cfg 1.5.",
                "hyvideo: device 'tpu' is unknown; use cpu, cuda or cuda:N.",
                "hyvideo: --count 0 is not within 1…10000; choose a value in that range.",
                "hyvideo: steps 0 is not within 1…1000; choose a value in that range.",
            ],
            toy.Errors);
        Assert.Equal(
            [
                "hyvideo: --level 4 is not 1, 2 or 3; choose among them.",
                "hyvideo: --count 0 is not within 1…100000; choose a value in that range.",
                "hyvideo: --size 17 is not a multiple of 8 within 16…1024; choose such a value.",
                "hyvideo: --frames 6 is not 4k + 1 within 1…257; choose such a value.",
            ],
            vae.Errors);
    }

    [Fact]
    public async Task A_file_is_no_folder_for_videos()
    {
        await File.WriteAllTextAsync(Out, "mine", Cancellation);

        var outcome = await ToyAsync("--count", "2");

        Assert.Equal((2, $"hyvideo: --out {Out}: is a file; name a folder."), (outcome.Code, Assert.Single(outcome.Errors)));
        Assert.Equal("mine", await File.ReadAllTextAsync(Out, Cancellation));
    }

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Out => _folder["out"];

    private string[] Videos => [.. Directory.GetFiles(Out, "*.mp4").Order(StringComparer.Ordinal)];

    private async Task<Toy.Outcome> ToyAsync(params string[] options) =>
        await Toy.RunAsync(["evaluate", "toy", "--model", await model.FolderAsync(), "--out", Out, .. options]);
}
