using System.Diagnostics;
using System.Text.Json;
using HunyuanVideo.Curation.Plugins;
using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Cli.Tests.Commands.Curate;

public sealed class CurateRunCommandTests(CuratedFilms films) : IDisposable
{
    private static readonly string Film = Path.Join(Toy.Root, "tests", "data", "media", "dup-a.mp4");

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
    public async Task Pictures_that_are_gone_are_made_again_and_those_that_are_there_stay()
    {
        var curation = await films.CopyToAsync(_folder);
        var pictures = Directory.GetFiles(Path.Join(curation, "previews"), "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var before = await File.ReadAllBytesAsync(pictures[0], TestContext.Current.CancellationToken);
        pictures[1..].ForEach(picture => File.WriteAllText(picture, "mine"));
        File.Delete(pictures[0]);
        string[] line = ["curate", "run", "--out", curation, "--policy", CuratedFilms.Policies];

        var forecast = await Toy.RunAsync([.. line, "--dry-run"]);
        var outcome = await Toy.RunAsync(line);

        Assert.Contains($"previews: {pictures.Count - 1}/{pictures.Count}, ", forecast.Error, StringComparison.Ordinal);
        Assert.True(outcome.Code == 0, outcome.Error);
        Assert.Contains($"previews: {pictures.Count}/{pictures.Count}, ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(pictures[0], TestContext.Current.CancellationToken));
        Assert.All(pictures[1..], picture => Assert.Equal("mine", File.ReadAllText(picture)));
        Assert.Equal(0, (await Toy.RunAsync("curate", "validate", "--out", curation)).Code);
    }

    [Fact]
    public async Task A_curation_without_its_header_is_called_one()
    {
        var curation = await films.CopyToAsync(_folder);
        File.Delete(Path.Join(curation, "curate.json"));
        var fault = $"{curation}: holds the measurements of a curation without its curate.json; put that back, or name another folder.\n";

        var run = await Toy.RunAsync("curate", "run", "--out", curation);
        var decide = await Toy.RunAsync("curate", "decide", "--out", curation);

        Assert.Equal((2, $"hyvideo: --out {fault}"), (run.Code, run.Error));
        Assert.Equal((2, $"hyvideo: {fault}"), (decide.Code, decide.Error));
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

        var useless = await Toy.RunAsync("curate", "run", _folder.Path, "--out", _folder["c"], "--plugins", _folder["plugins"]);
        var none = await Toy.RunAsync("curate", "run", _folder.Path, "--out", _folder["c"], "--plugins", _folder["nothing"]);

        Assert.Contains("ONNX Runtime cannot load it", Assert.Single(useless.Errors), StringComparison.Ordinal);
        Directory.CreateDirectory(_folder["bare"]);
        var bare = await Toy.RunAsync("curate", "run", _folder.Path, "--out", _folder["c"], "--plugins", _folder["bare"]);

        Assert.Contains("nothing: no such folder", Assert.Single(none.Errors), StringComparison.Ordinal);
        Assert.Contains("bare: holds no plug-in", Assert.Single(bare.Errors), StringComparison.Ordinal);
        Assert.Equal((2, 2, 2), (useless.Code, none.Code, bare.Code));
        Assert.False(Path.Exists(_folder["c"]));
    }

    [Fact]
    public async Task Terms_that_a_run_is_given_are_those_of_its_items()
    {
        CuratedFilms.AddTo(_folder.Path, "dup-a.mp4", "a.mp4");
        string[] line = ["curate", "run", _folder["a.mp4"], "--out", _folder["c"], "--policy", CuratedFilms.Policies, "--licence"];

        var first = await Toy.RunAsync([.. line, "CC0", "--origin", "https://example.org/f"]);
        var other = await Toy.RunAsync([.. line, "CC-BY"]);
        var blank = await Toy.RunAsync([.. line, "a\nb"]);
        var nameless = await Toy.RunAsync("curate", "run", "--out", _folder["c"], "--licence", "CC0");
        var neither = await Toy.RunAsync("curate", "run", "--out", _folder["c"], "--licence", "");
        var found = await Toy.RunAsync("curate", "takedown", "https://example.org/f", "--out", _folder["c"], "--dry-run");

        Assert.True(first.Code == 0, first.Error);
        Assert.Contains("hyvideo: 1 file of known content had no or another licence or origin when taken in, ", other.Error, StringComparison.Ordinal);
        Assert.Equal((2, "hyvideo: --licence must be words on one line; leave it out where nothing is known.\n"), (blank.Code, blank.Error));
        Assert.Equal((2, "hyvideo: --licence is of films that are taken in, and none is named; give INPUT or leave it out.\n"), (nameless.Code, nameless.Error));
        Assert.Equal((2, nameless.Error), (neither.Code, neither.Error));
        Assert.Equal(0, found.Code);
        var shard = Directory.GetFiles(_folder["c/out"], "*.tar", SearchOption.AllDirectories)[0];
        Assert.Matches("\"licence\": ?\"CC0\"", await File.ReadAllTextAsync(shard, System.Text.Encoding.Latin1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task All_faults_of_a_line_are_said_at_once()
    {
        var outcome = await Toy.RunAsync("curate", "run", "no\nfilm", "--out", _folder["c"], "--policy", _folder.Path, "--jobs", "0", "--copy-distance", "99", "--captions", "magic");

        Assert.Equal((2, 5), (outcome.Code, outcome.Errors.Length));
        Assert.Contains($"hyvideo: no\\u000afilm: no such file or folder; check the path.", outcome.Errors);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task Nobody_is_told_of_the_models_that_are_run()
    {
        var home = Directory.CreateDirectory(_folder["home"]).FullName;
        string[] line = [Path.Join(AppContext.BaseDirectory, "hyvideo.dll"), "curate", "run", Film, "--out", _folder["c"], "--policy", CuratedFilms.Policies];
        var start = new ProcessStartInfo("dotnet", line) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = home;
        string[] quiet = ["CI", "ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME"];      // with them ONNX Runtime would be silent by itself, or write elsewhere
        Array.ForEach(quiet, name => start.Environment.Remove(name));
        using var program = Process.Start(start)!;
        var errors = program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(program.ExitCode == 0, await errors);
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(home, "*", SearchOption.AllDirectories), path => path.Contains("onnxruntime", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_without_a_file_is_said()
    {
        Directory.CreateDirectory(_folder["films/of/nothing"]);
        string[] line = [_folder["films"], "--out", _folder["c"]];

        var fresh = await Toy.RunAsync(["curate", "run", .. line, "--policy", CuratedFilms.Policies]);
        var noted = await Toy.RunAsync(["curate", "ingest", .. line]);
        var isMade = Directory.Exists(_folder["c"]);
        await Toy.RunAsync("curate", "ingest", Film, "--out", _folder["c"]);
        var later = await Toy.RunAsync(["curate", "run", .. line, "--policy", CuratedFilms.Policies, "--until", "probe"]);

        var sentence = $"hyvideo: no file was found in {_folder["films"]}; name the folder that holds the films.";
        Assert.Equal((2, 2, false), (fresh.Code, noted.Code, isMade));
        Assert.Equal([sentence], fresh.Errors);
        Assert.Equal([sentence], noted.Errors);
        Assert.Equal(0, later.Code);       // a folder for films to come may be empty now
        Assert.Contains(sentence, later.Errors);
    }

    [Fact]
    public async Task A_folder_of_other_things_is_no_place_for_a_curation()
    {
        Directory.CreateDirectory(_folder["home"]);
        await File.WriteAllTextAsync(_folder["home/letter.txt"], "mine", TestContext.Current.CancellationToken);

        var other = await Toy.RunAsync("curate", "run", Film, "--out", _folder["home"]);
        var idle = await Toy.RunAsync("curate", "run", "--out", _folder["home"]);
        var file = await Toy.RunAsync("curate", "ingest", Film, "--out", _folder["home/letter.txt"]);
        var below = await Toy.RunAsync("curate", "ingest", Film, "--out", _folder["home/letter.txt/below"]);
        var closed = await Toy.RunAsync("curate", "ingest", Film, "--out", "/proc/c");
        var nothing = await Toy.RunAsync("curate", "run", "--out", _folder["new"]);

        Assert.Equal($"hyvideo: --out {_folder["home"]}: holds other things than a curation; name a new or an empty folder.", Assert.Single(other.Errors));
        Assert.Equal(other.Error, idle.Error);
        Assert.Equal($"hyvideo: --out {_folder["home/letter.txt"]}: is a file; name a folder.", Assert.Single(file.Errors));
        Assert.Equal($"hyvideo: --out {_folder["home/letter.txt/below"]}: {_folder["home/letter.txt"]} is a file; name a folder.", Assert.Single(below.Errors));
        Assert.Equal("hyvideo: --out /proc/c: cannot be written; name a folder you may write to.", Assert.Single(closed.Errors));
        Assert.StartsWith($"hyvideo: --out {_folder["new"]} is new and no film is named; ", Assert.Single(nothing.Errors), StringComparison.Ordinal);
        Assert.All([other, idle, file, below, closed, nothing], outcome => Assert.Equal(2, outcome.Code));
        Assert.Equal(["home"], _folder.Files);
        Assert.Equal([_folder["home/letter.txt"]], Directory.EnumerateFileSystemEntries(_folder["home"]));
    }

    [Fact]
    public async Task A_folder_that_a_killed_run_only_began_is_one_for_a_curation()
    {
        Directory.CreateDirectory(_folder["c"]);
        foreach (var name in new[] { ".lock", ".lock-holder", "curate.json.tmp" })
        {
            await File.WriteAllTextAsync(Path.Join(_folder["c"], name), "", TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, (await Toy.RunAsync("curate", "ingest", Film, "--out", _folder["c"])).Code);
    }

    [Fact]
    public async Task A_dry_run_counts_and_leaves_nothing()
    {
        await films.RunAsync();
        var before = await Toy.RunAsync("curate", "run", films.Folder, "--out", _folder["new"], "--dry-run");
        var curation = await films.CopyToAsync(_folder);
        var after = await Toy.RunAsync("curate", "run", films.Folder, "--out", curation, "--dry-run");

        Assert.StartsWith("6 files, 6 of them new; about ", before.Output, StringComparison.Ordinal);
        Assert.StartsWith("6 files, 0 of them new; about 0.0 s of one core on ", after.Output, StringComparison.Ordinal);
        Assert.Contains("probe: 0/6, ", before.Error, StringComparison.Ordinal);
        Assert.Contains("probe: 3/4, 0 failed, 1 quarantined\nshots: 3/3, 0 failed", after.Error, StringComparison.Ordinal);
        Assert.Equal(["curation"], _folder.Files);
    }

    [Fact]
    public async Task Compaction_leaves_one_file_of_equal_content()
    {
        var curation = await films.CopyToAsync(_folder);
        var before = TableHashes.Of(new CurationStore(curation));

        var outcome = await Toy.RunAsync("curate", "run", "--out", curation, "--policy", CuratedFilms.Policies, "--compact");

        Assert.True(outcome.Code == 0, outcome.Error);
        Assert.Equal(before, TableHashes.Of(new CurationStore(curation)));
        Assert.All(Directory.EnumerateDirectories(Path.Join(curation, "parts")).SelectMany(Directory.EnumerateDirectories), key => Assert.Single(Directory.EnumerateFiles(key)));
    }

    [Fact]
    public async Task Until_and_only_contradict_each_other()
    {
        var outcome = await Toy.RunAsync("curate", "run", Film, "--out", _folder["c"], "--until", "probe", "--only", "shots");

        Assert.Equal((2, "hyvideo: --until and --only contradict each other; keep one."), (outcome.Code, Assert.Single(outcome.Errors)));
    }

    public void Dispose() => _folder.Dispose();
}
