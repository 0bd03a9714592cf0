using System.Text.Json;

namespace HunyuanVideo.Cli.Tests.Commands.Curate;

public sealed class CurateRunCommandTests(CuratedFilms films) : IDisposable
{
    private readonly ScratchFolder _folder = new();

    [Fact]
    public async Task Every_file_is_accounted_for_whatever_it_is_called()
    {
        var outcome = await films.RunAsync();

        Assert.True(outcome.Code == 0, outcome.Error);
        var rows = outcome.Output.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(cells => cells.Length == 6).Skip(1).ToList();
        Assert.Equal(["files", "6", "3", "0", "0", "3"], rows[0]);
        Assert.All(rows, cells => Assert.Equal(int.Parse(cells[1], null), cells[2..].Sum(cell => int.Parse(cell, null))));
    }

    [Fact]
    public async Task The_same_command_again_finds_nothing_to_do_and_says_the_same()
    {
        var curation = await films.CopyToAsync(_folder);

        var outcome = await Toy.RunAsync("curate", "run", films.Folder, "--out", curation, "--policy", CuratedFilms.Policies, "--json");

        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal((0, 6), (outcome.Code, json.RootElement.GetProperty("steps")[0].GetProperty("in").GetInt32()));
    }

    [Fact]
    public async Task All_faults_of_a_line_are_said_at_once()
    {
        var outcome = await Toy.RunAsync("curate", "run", "no\nfilm", "--out", _folder["c"], "--policy", _folder.Path, "--jobs", "0", "--copy-distance", "99", "--captions", "magic");

        Assert.Equal((2, 5), (outcome.Code, outcome.Errors.Length));
        Assert.Contains($"hyvideo: no\\u000afilm: no such file or folder; check the path.", outcome.Errors);
        Assert.Empty(_folder.Files);
    }

    public void Dispose() => _folder.Dispose();
}
