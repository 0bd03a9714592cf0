using System.Text.Json;
using HunyuanVideo.Curation.Plugins;
using HunyuanVideo.Curation.Store;

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
    public async Task A_plug_in_adds_a_space_with_concepts_of_its_own()
    {
        CuratedFilms.AddTo(_folder.Path, "camera-zoom-in.mp4", "a.mp4");
        CuratedFilms.AddTo(_folder.Path, "camera-static.mp4", "b.mp4");

        var outcome = await Toy.RunAsync("curate", "run", _folder["a.mp4"], _folder["b.mp4"], "--out", _folder["c"], "--policy", CuratedFilms.Policies, "--plugins", DefaultPlugins.Root);

        Assert.True(outcome.Code == 0, outcome.Error);
        using var reader = new CurationStore(_folder["c"]).OpenReader();
        Assert.Equal(2, reader.Count("SELECT count(*) FROM m_embedding WHERE space = 'resnet18-imagenet' AND len(vector) = 512"));
        Assert.Equal(4, reader.Count("SELECT count(*) FROM concept_of"));
    }

    [Fact]
    public async Task A_plug_in_of_no_use_is_refused_before_anything_is_written()
    {
        Directory.CreateDirectory(_folder["plugins/x"]);
        await File.WriteAllTextAsync(_folder["plugins/x/plugin.json"], """{"kind":"clarity","name":"c","version":"1"}""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder["plugins/x/model.onnx"], "none", TestContext.Current.CancellationToken);

        var useless = await Toy.RunAsync("curate", "run", "--out", _folder["c"], "--plugins", _folder["plugins"]);
        var none = await Toy.RunAsync("curate", "run", "--out", _folder["c"], "--plugins", _folder["nothing"]);

        Assert.Contains("ONNX Runtime cannot load it", Assert.Single(useless.Errors), StringComparison.Ordinal);
        Assert.Contains("holds no plug-in", Assert.Single(none.Errors), StringComparison.Ordinal);
        Assert.Equal((2, 2), (useless.Code, none.Code));
        Assert.False(Path.Exists(_folder["c"]));
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
