using System.Diagnostics;
using System.Text.Json;

namespace HunyuanVideo.Cli.Tests.Commands.Curate;

public sealed class CurateQuarantineCommandTests(CuratedFilms films) : IDisposable
{
    private readonly ScratchFolder _folder = new();

    [Fact]
    public async Task Each_case_has_its_reason_on_one_line_and_a_command_that_shows_it()
    {
        var curation = await films.CopyToAsync(_folder);

        var outcome = await Toy.RunAsync("curate", "quarantine", "list", "--out", curation);
        var lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal((0, 10), (outcome.Code, lines.Length));
        Assert.Equal("3 in quarantine: 1 empty_file, 1 no_video_stream, 1 refused_format", lines[^1]);
        var command = lines[Array.FindIndex(lines, line => line.StartsWith("empty_file: ", StringComparison.Ordinal)) + 2];
        Assert.Contains("zero\nbytes.mp4: Invalid data", await ErrorsOfBashAsync(command), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_holds_names_as_they_are()
    {
        var curation = await films.CopyToAsync(_folder);

        var outcome = await Toy.RunAsync("curate", "quarantine", "list", "--out", curation, "--reason", "empty_file", "--json");

        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(Path.Join(films.Folder, "zero\nbytes.mp4"), Assert.Single(json.RootElement.EnumerateArray()).GetProperty("path").GetString());
    }

    [Fact]
    public async Task What_is_retried_or_dismissed_leaves_the_list()
    {
        var curation = await films.CopyToAsync(_folder);

        var retry = await Toy.RunAsync("curate", "quarantine", "retry", "--out", curation, Path.Join(films.Folder, "zero\nbytes.mp4"));
        var dismiss = await Toy.RunAsync("curate", "quarantine", "dismiss", "--out", curation, "--reason", "refused_format");
        var left = await Toy.RunAsync("curate", "quarantine", "list", "--out", curation);
        var all = await Toy.RunAsync("curate", "quarantine", "list", "--out", curation, "--dismissed");
        var again = await Toy.RunAsync("curate", "ingest", films.Folder, "--out", curation);

        Assert.Equal((0, 0), (retry.Code, dismiss.Code));
        Assert.Equal("1 in quarantine: 1 no_video_stream", left.Output.TrimEnd().Split('\n')[^1]);
        Assert.Equal("2 in quarantine: 1 no_video_stream, 1 refused_format", all.Output.TrimEnd().Split('\n')[^1]);
        Assert.Equal("6 files = 0 taken in + 4 known + 2 quarantined + 0 taken down before\n", again.Output);       // what is empty still is
    }

    [Fact]
    public async Task What_is_retried_is_tried_by_a_run_that_names_no_film()
    {
        var curation = await films.CopyToAsync(_folder);
        await Toy.RunAsync("curate", "quarantine", "retry", "--all", "--out", curation);

        var run = await Toy.RunAsync("curate", "run", "--out", curation, "--policy", CuratedFilms.Policies);
        var list = await Toy.RunAsync("curate", "quarantine", "list", "--out", curation);

        Assert.Matches("files +6 +3 +0 +0 +3", run.Output);
        Assert.Equal("3 in quarantine: 1 empty_file, 1 no_video_stream, 1 refused_format", list.Output.TrimEnd().Split('\n')[^1]);
    }

    [Fact]
    public async Task What_is_in_no_quarantine_is_refused_and_nothing_changes()
    {
        var curation = await films.CopyToAsync(_folder);

        var unknown = await Toy.RunAsync("curate", "quarantine", "retry", "--out", curation, "../../x\ny", "--reason", "boredom", "--reason", "empty_file");
        var nothing = await Toy.RunAsync("curate", "quarantine", "retry", "--out", curation);

        Assert.Equal((2, 2), (unknown.Code, unknown.Errors.Length));
        Assert.StartsWith("hyvideo: ../../x\\u000ay is not in quarantine", unknown.Errors[0], StringComparison.Ordinal);
        Assert.Equal((2, "hyvideo: no unit is named; give UNIT, --reason CODE or --all.\n"), (nothing.Code, nothing.Error));
        Assert.Equal(3, Directory.GetFiles(Path.Join(curation, "quarantine")).Length);
    }

    [Fact]
    public async Task A_folder_without_a_curation_is_refused()
    {
        var outcome = await Toy.RunAsync("curate", "quarantine", "list", "--out", _folder.Path);

        await File.WriteAllTextAsync(_folder["letter.txt"], "mine", TestContext.Current.CancellationToken);
        var file = await Toy.RunAsync("curate", "report", "--out", _folder["letter.txt"]);

        Assert.Equal((2, $"hyvideo: {_folder.Path}: holds no curation; name the --out of `hyvideo curate run`.\n"), (outcome.Code, outcome.Error));
        Assert.Equal((2, $"hyvideo: --out {_folder["letter.txt"]}: is a file; name a folder.\n"), (file.Code, file.Error));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<string> ErrorsOfBashAsync(string command)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardError = true, RedirectStandardOutput = true };
        Array.ForEach(["-c", command], start.ArgumentList.Add);
        using var bash = Process.Start(start)!;
        return await bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
