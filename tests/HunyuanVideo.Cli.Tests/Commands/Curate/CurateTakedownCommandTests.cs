using System.Text.Json;
using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Cli.Tests.Commands.Curate;

public sealed class CurateTakedownCommandTests(CuratedFilms films) : IDisposable
{
    private const string Reason = "the owner\nasked";

    private readonly ScratchFolder _folder = new();

    [Fact]
    public async Task A_dry_run_shows_everything_and_changes_nothing()
    {
        var curation = await films.CopyToAsync(_folder);
        var before = Hashes(curation);

        var outcome = await TakeDownAsync(curation, Path.Join(films.Folder, "dup-a.mp4"), "--dry-run", "--json");

        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(0, outcome.Code);
        Assert.Single(json.RootElement.GetProperty("units").EnumerateArray());
        Assert.Equal(Path.Join(films.Folder, CuratedFilms.Quoted), Assert.Single(json.RootElement.GetProperty("copies").EnumerateArray()).GetProperty("path").GetString());
        Assert.NotEmpty(json.RootElement.GetProperty("sets").EnumerateObject());
        Assert.Equal(before, Hashes(curation));
        Assert.True(File.Exists(Path.Join(curation, "report", "index.html")));
    }

    [Fact]
    public async Task What_was_taken_down_is_in_no_table_set_or_preview_and_stays_out()
    {
        var curation = await films.CopyToAsync(_folder);
        var clips = Directory.GetFiles(Path.Join(curation, "previews"), "*.jpg", SearchOption.AllDirectories).Length;

        var outcome = await TakeDownAsync(curation, Path.Join(films.Folder, "dup-a.mp4"), "--reason", Reason, "--with-duplicates");
        var valid = await Toy.RunAsync("curate", "validate", "--out", curation);
        File.Copy(Path.Join(films.Folder, "dup-a.mp4"), _folder["other name.mp4"]);
        var again = await Toy.RunAsync("curate", "ingest", _folder["other name.mp4"], "--out", curation);
        var list = await Toy.RunAsync("curate", "takedown", "--list", "--out", curation);

        Assert.True(outcome.Code == 0, outcome.Error);
        Assert.True(valid.Code == 0, valid.Output);
        Assert.Equal("1 file = 0 taken in + 0 known + 0 quarantined + 1 taken down before\n", again.Output);
        Assert.Equal(clips - 2, Directory.GetFiles(Path.Join(curation, "previews"), "*.jpg", SearchOption.AllDirectories).Length);
        Assert.False(File.Exists(Path.Join(curation, "report", "index.html")));
        Assert.Contains("  the owner\\u000aasked\n", list.Output, StringComparison.Ordinal);
        Assert.EndsWith("2 taken down\n", list.Output, StringComparison.Ordinal);
        using var reader = new CurationStore(curation).OpenReader();
        Assert.Equal(1, reader.Count("SELECT count(*) FROM m_technical"));
        Assert.Equal(3, reader.Count("SELECT count(*) FROM raw_m_technical"));
        Assert.Equal(0, reader.Count("SELECT count(*) FROM source WHERE first_seen_path LIKE '%dup-a%'"));
        Assert.True(File.Exists(Path.Join(films.Folder, "dup-a.mp4")));
    }

    [Fact]
    public async Task The_next_run_goes_on_without_it()
    {
        var curation = await films.CopyToAsync(_folder);
        await TakeDownAsync(curation, Path.Join(films.Folder, "dup-a.mp4"), "--reason", Reason, "--now");

        var run = await Toy.RunAsync("curate", "run", films.Folder, "--out", curation, "--policy", CuratedFilms.Policies);

        Assert.True(run.Code == 0, run.Error);
        Assert.Matches("sources +3 +2 ", run.Output);
        Assert.Equal(0, (await Toy.RunAsync("curate", "validate", "--out", curation)).Code);
        using var reader = new CurationStore(curation).OpenReader();
        Assert.Equal(2, reader.Count("SELECT count(*) FROM raw_m_technical"));
    }

    [Fact]
    public async Task A_takedown_that_was_cut_short_is_ended_by_the_same_command()
    {
        var curation = await films.CopyToAsync(_folder);
        var set = Path.Join(curation, "out", "image-1");
        string[] before = [.. Directory.GetFiles(set, "*", SearchOption.AllDirectories)];
        var kept = before.ToDictionary(path => path, File.ReadAllBytes);
        await TakeDownAsync(curation, Path.Join(films.Folder, "dup-a.mp4"), "--reason", Reason);
        foreach (var (path, bytes) in kept.Where(file => !file.Key.EndsWith(".tar", StringComparison.Ordinal)))
        {
            await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);      // as if killed between the archive and its index
        }

        Assert.Equal(1, (await Toy.RunAsync("curate", "validate", "--out", curation)).Code);
        var again = await TakeDownAsync(curation, Path.Join(films.Folder, "dup-a.mp4"), "--reason", Reason);

        Assert.Contains("was taken down before", again.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Toy.RunAsync("curate", "validate", "--out", curation)).Code);
    }

    [Fact]
    public async Task A_file_in_quarantine_is_taken_down_too_and_refused_from_then_on()
    {
        var curation = await films.CopyToAsync(_folder);
        var playlist = Path.Join(films.Folder, "playlist.mp4");

        var outcome = await TakeDownAsync(curation, playlist, "--reason", Reason);
        var list = await Toy.RunAsync("curate", "quarantine", "list", "--out", curation);
        var again = await Toy.RunAsync("curate", "ingest", playlist, "--out", curation);
        var run = await Toy.RunAsync("curate", "run", films.Folder, "--out", curation, "--policy", CuratedFilms.Policies);

        Assert.True(outcome.Code == 0, outcome.Error);
        Assert.Contains(playlist, outcome.Output, StringComparison.Ordinal);
        Assert.EndsWith("2 in quarantine: 1 empty_file, 1 no_video_stream\n", list.Output, StringComparison.Ordinal);
        Assert.Equal("1 file = 0 taken in + 0 known + 0 quarantined + 1 taken down before\n", again.Output);
        Assert.Matches("files +5 +3 +0 +0 +2", run.Output);
    }

    [Fact]
    public async Task An_empty_file_is_taken_down_by_its_name_alone_for_nothing_is_no_content_that_files_share()
    {
        await File.WriteAllBytesAsync(_folder["a.mp4"], [], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(_folder["b.mp4"], [], TestContext.Current.CancellationToken);
        await Toy.RunAsync("curate", "ingest", _folder["a.mp4"], _folder["b.mp4"], "--out", _folder["c"]);

        var outcome = await TakeDownAsync(_folder["c"], _folder["a.mp4"], "--reason", Reason);
        var byId = await TakeDownAsync(_folder["c"], outcome.Output.Split(':')[0], "--reason", Reason);
        var again = await Toy.RunAsync("curate", "ingest", _folder["a.mp4"], _folder["b.mp4"], "--out", _folder["c"]);

        File.Delete(_folder["b.mp4"]);
        var gone = await TakeDownAsync(_folder["c"], _folder["b.mp4"], "--reason", Reason);

        Assert.True(outcome.Code == 0, outcome.Error);
        Assert.Matches("^file-[0-9a-f]{32}: taken down\n  file .*b.mp4 is not there any more, and is refused from now on\n$", gone.Output);
        Assert.Matches("^file-[0-9a-f]{32}: taken down\n  file .*a.mp4 stays where it is, and is refused from now on\n$", outcome.Output);
        Assert.EndsWith(": was taken down before\n", byId.Output, StringComparison.Ordinal);
        Assert.Equal("2 files = 0 taken in + 0 known + 1 quarantined + 1 taken down before\n", again.Output);
    }

    [Theory]
    [InlineData("parts/takedown", 1, "its date is lost    ")]
    [InlineData("ledger", 0, "[-0-9]{10} [:0-9]{8}Z")]
    public async Task The_record_is_told_from_either_of_its_two_places_and_a_takedown_given_again_is_on_record_anew(string lost, int code, string date)
    {
        CuratedFilms.AddTo(_folder.Path, "one-frame.mp4", "a.mp4");
        await Toy.RunAsync("curate", "ingest", _folder["a.mp4"], "--out", _folder["c"]);
        await TakeDownAsync(_folder["c"], _folder["a.mp4"], "--reason", Reason);
        foreach (var part in Directory.GetFiles(_folder[$"c/{lost}"], "*.parquet", SearchOption.AllDirectories))
        {
            File.Delete(part);
        }

        var list = await Toy.RunAsync("curate", "takedown", "--list", "--out", _folder["c"]);
        var told = await Toy.RunAsync("curate", "validate", "--out", _folder["c"]);
        await TakeDownAsync(_folder["c"], _folder["a.mp4"], "--reason", Reason);
        var again = await Toy.RunAsync("curate", "takedown", "--list", "--out", _folder["c"]);

        Assert.Matches($"^{date}  [0-9a-f]{{64}}  the owner\\\\u000aasked\n1 taken down\n$", list.Output);
        Assert.Equal((code, code == 1), (told.Code, told.Output.Contains("the date of 1 takedown, still in force", StringComparison.Ordinal)));
        Assert.Matches("^[-0-9]{10} [:0-9]{8}Z  ", again.Output);
        Assert.Equal(0, (await Toy.RunAsync("curate", "validate", "--out", _folder["c"])).Code);
    }

    [Fact]
    public async Task Films_are_found_by_the_address_they_came_from_and_by_hash()
    {
        CuratedFilms.AddTo(_folder.Path, "one-frame.mp4", "a.mp4");
        await Toy.RunAsync("curate", "ingest", _folder["a.mp4"], "--out", _folder["c"], "--origin", "https://example.org/f?x='y'");
        var unseen = new string('A', 64);

        var outcome = await TakeDownAsync(_folder["c"], "https://example.org/f?x='y'", unseen, "--reason", "asked");

        Assert.True(outcome.Code == 0, outcome.Error);
        Assert.Contains(_folder["a.mp4"], outcome.Output, StringComparison.Ordinal);
        Assert.Contains($"{new string('a', 64)}: taken down", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("set.json", null, "is missing")]
    [InlineData("set.json", "{}", "is no record of a set")]
    [InlineData("index.parquet", null, "is missing")]
    [InlineData("index.parquet", "PAR1", "is no index of a set")]
    [InlineData("left_out.jsonl", "[", "is no list of what was left out")]
    public async Task Nothing_is_taken_down_while_nobody_can_tell_what_a_set_holds(string file, string? text, string fault)
    {
        var curation = await films.CopyToAsync(_folder);
        var path = Path.Join(Directory.GetDirectories(Path.Join(curation, "out")).Order(StringComparer.Ordinal).First(), file);
        File.Delete(path);
        if (text is not null)
        {
            await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        }

        var before = Hashes(curation);
        string[] line = [Path.Join(films.Folder, "dup-a.mp4"), "--reason", Reason];
        var refused = await TakeDownAsync(curation, line);
        var held = Hashes(curation);
        var valid = await Toy.RunAsync("curate", "validate", "--out", curation);
        await Toy.RunAsync("curate", "materialise", "--out", curation, "--policy", CuratedFilms.Policies);
        var mended = await TakeDownAsync(curation, line);

        Assert.Equal((2, $"hyvideo: {path}: {fault}; make the set again with `hyvideo curate materialise`, or delete its folder.\n"), (refused.Code, refused.Error));
        Assert.Equal(1, valid.Code);
        Assert.Contains(Path.GetFileName(path), valid.Output, StringComparison.Ordinal);
        Assert.Equal(before, held);
        Assert.True(mended.Code == 0, mended.Error);
    }

    [Fact]
    public async Task Nothing_is_taken_down_where_an_archive_holds_more_than_its_index_names()
    {
        var curation = await films.CopyToAsync(_folder);
        var archive = Directory.GetFiles(Path.Join(curation, "out"), "*.tar", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        var stray = Path.Join(Path.GetDirectoryName(archive), "999999.tar");
        File.Copy(archive, stray);
        var before = Hashes(curation);

        var refused = await TakeDownAsync(curation, Path.Join(films.Folder, "dup-a.mp4"), "--reason", Reason);

        Assert.Equal(
            (2, $"hyvideo: {stray}: holds clips that the set's index does not name; make the set again with `hyvideo curate materialise`, or delete its folder.\n"), (refused.Code, refused.Error));
        Assert.Equal(before, Hashes(curation));
    }

    [Fact]
    public async Task A_pipe_is_no_film_and_is_not_waited_for()
    {
        var curation = await films.CopyToAsync(_folder);
        using (var maker = System.Diagnostics.Process.Start("mkfifo", _folder["pipe.mp4"]))
        {
            await maker.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var outcome = await TakeDownAsync(curation, _folder["pipe.mp4"], "--reason", Reason).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal((2, 1), (outcome.Code, outcome.Errors.Length));
    }

    [Fact]
    public async Task A_damaged_archive_is_not_given_a_sum_that_holds()
    {
        var curation = await films.CopyToAsync(_folder);
        var shard = Directory.GetFiles(Path.Join(curation, "out"), "*.tar", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        var bytes = await File.ReadAllBytesAsync(shard, TestContext.Current.CancellationToken);
        bytes[600] ^= 1;
        await File.WriteAllBytesAsync(shard, bytes, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Join(Path.GetDirectoryName(shard)!, "..", "notes.txt"), "mine", TestContext.Current.CancellationToken);

        var outcomes = new List<Toy.Outcome>();
        foreach (var film in Directory.GetFiles(films.Folder).Order(StringComparer.Ordinal))
        {
            outcomes.Add(await TakeDownAsync(curation, film, "--reason", Reason));
        }

        var valid = await Toy.RunAsync("curate", "validate", "--out", curation);

        Assert.Contains(outcomes, outcome => outcome.Code == 2 && outcome.Error == $"hyvideo: {shard}: differs from its sum; make the set again with `hyvideo curate materialise`, or delete its folder.\n");
        Assert.Contains("differs from its sum", valid.Output, StringComparison.Ordinal);
        Assert.Contains("notes.txt is in no sum", valid.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folders_of_others_among_the_sets_are_left_alone_though_their_links_run_in_circles()
    {
        var curation = await films.CopyToAsync(_folder);
        var mine = Directory.CreateDirectory(Path.Join(curation, "out", "mine")).FullName;
        Directory.CreateSymbolicLink(Path.Join(mine, "a"), mine);
        Directory.CreateSymbolicLink(Path.Join(mine, "b"), mine);
        Directory.CreateSymbolicLink(Path.Join(mine, "c"), _folder.Path);
        await File.WriteAllTextAsync(Path.Join(Directory.CreateDirectory(Path.Join(mine, "deep")).FullName, "backup.tar"), "mine", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder["other.tmp"], "mine", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(_folder["other.tmp"], DateTime.UnixEpoch);

        var outcome = await TakeDownAsync(curation, Path.Join(films.Folder, "dup-a.mp4"), "--reason", Reason).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        var valid = await Toy.RunAsync("curate", "validate", "--out", curation).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        Assert.True(outcome.Code == 0, outcome.Error);
        Assert.True(valid.Code == 0, valid.Output);
        Assert.Equal(4, Directory.GetDirectories(mine).Length);
        Assert.True(File.Exists(_folder["other.tmp"]));
    }

    [Fact]
    public async Task Names_of_nothing_and_a_missing_reason_are_said_at_once()
    {
        var curation = await films.CopyToAsync(_folder);

        var outcome = await TakeDownAsync(curation, "no\nfilm", "'; DROP TABLE clip; --", "--reason", " ");

        Assert.Equal((2, 3), (outcome.Code, outcome.Errors.Length));
        Assert.Contains("hyvideo: no\\u000afilm is no source, clip, file or origin of this curation; see its files in the table source_path.", outcome.Errors);
    }

    public void Dispose() => _folder.Dispose();

    private static Task<Toy.Outcome> TakeDownAsync(string curation, params string[] more) => Toy.RunAsync(["curate", "takedown", .. more, "--out", curation]);

    private static IReadOnlyDictionary<string, string> Hashes(string curation) => TableHashes.Of(new CurationStore(curation));
}
