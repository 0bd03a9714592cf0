using System.Text.Json;

namespace HunyuanVideo.Cli.Tests.Commands.Curate;

public sealed class CurateIngestCommandTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    [Fact]
    public async Task Files_come_into_the_ledger_once()
    {
        Directory.CreateDirectory(_folder["films"]);
        CuratedFilms.AddTo(_folder["films"], "one-frame.mp4", CuratedFilms.Quoted);
        CuratedFilms.AddTo(_folder["films"], "zero-bytes.mp4", CuratedFilms.Dashed);

        var first = await Toy.RunAsync("curate", "ingest", _folder["films"], "--out", _folder["c"]);
        var second = await Toy.RunAsync("curate", "ingest", _folder["films"], "--out", _folder["c"], "--json");

        Assert.Equal((0, "2 files = 1 taken in + 0 known + 1 quarantined + 0 taken down before\n"), (first.Code, first.Output));
        using var json = JsonDocument.Parse(second.Output);
        Assert.Equal((0, 1), (json.RootElement.GetProperty("added").GetInt32(), json.RootElement.GetProperty("known").GetInt32()));
        Assert.True(File.Exists(_folder["c/curate.json"]));
        Assert.False(Directory.Exists(_folder["c/parts/probe"]));
    }

    [Fact]
    public async Task Other_terms_for_known_content_are_not_passed_over_in_silence()
    {
        CuratedFilms.AddTo(_folder.Path, "one-frame.mp4", "a.mp4");
        string[] line = ["curate", "ingest", _folder["a.mp4"], "--out", _folder["c"], "--licence"];
        await Toy.RunAsync([.. line, "CC0"]);

        var same = await Toy.RunAsync([.. line, "CC0"]);
        var other = await Toy.RunAsync([.. line, "none"]);
        File.Copy(_folder["a.mp4"], _folder["b.mp4"]);
        var copy = await Toy.RunAsync("curate", "ingest", _folder["b.mp4"], "--out", _folder["c"], "--origin", "https://example.org");

        var blank = await Toy.RunAsync([.. line, " "]);

        const string Kept = "hyvideo: 1 file of known content had no or another licence or origin when taken in, and what is recorded stays; take the content in under its new terms in a curation of its own.\n";
        Assert.Equal((2, "hyvideo: --licence must be words on one line; leave it out where nothing is known.\n"), (blank.Code, blank.Error));
        Assert.Equal((0, "", Kept, Kept), (other.Code, same.Error, other.Error, copy.Error));
    }

    [Fact]
    public async Task A_name_that_begins_with_a_dash_stands_behind_two_dashes()
    {
        CuratedFilms.AddTo(_folder.Path, "one-frame.mp4", CuratedFilms.Dashed);

        var outcome = await Toy.RunAsync("curate", "ingest", "--out", _folder["c"], "--", Path.Join(_folder.Path, CuratedFilms.Dashed));

        Assert.Equal((0, "1 file = 1 taken in + 0 known + 0 quarantined + 0 taken down before\n"), (outcome.Code, outcome.Output));
    }

    [Fact]
    public async Task What_is_not_there_is_refused_before_anything_is_written()
    {
        var outcome = await Toy.RunAsync("curate", "ingest", _folder["none"], "--out", _folder["c"], "--jobs", "999");

        Assert.Equal((2, 2), (outcome.Code, outcome.Errors.Length));
        Assert.Empty(_folder.Files);
    }

    [Theory]
    [InlineData("{\"format\": 99}", "format 99")]
    [InlineData("{\"format\": 1", "put a copy of it in its place, or name another folder.")]
    public async Task A_header_of_another_kind_is_refused(string header, string words)
    {
        CuratedFilms.AddTo(_folder.Path, "one-frame.mp4", "a.mp4");
        File.WriteAllText(_folder["curate.json"], header);

        var outcome = await Toy.RunAsync("curate", "ingest", _folder["a.mp4"], "--out", _folder.Path);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(words, Assert.Single(outcome.Errors), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
