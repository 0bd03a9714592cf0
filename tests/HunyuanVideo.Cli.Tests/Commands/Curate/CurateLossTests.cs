using System.Text.RegularExpressions;

namespace HunyuanVideo.Cli.Tests.Commands.Curate;

public sealed class CurateLossTests(CuratedFilms films) : IDisposable
{
    private const string Set = "video-1-256p";

    private readonly ScratchFolder _folder = new();

    [Theory]
    [InlineData("clip", "clips")]
    [InlineData("m_motion", "motion")]
    public async Task Nothing_is_decided_while_rows_are_lost_and_a_run_makes_them_again(string table, string stage)
    {
        var curation = await films.CopyToAsync(_folder);
        var before = (await Toy.RunAsync("curate", "validate", "--out", curation)).Output;
        Delete(Path.Join(curation, "parts", table));

        var told = await Toy.RunAsync("curate", "validate", "--out", curation);
        var refused = await RunAsync("materialise", "--out", curation, "--set", Set);
        var mended = await RunAsync("run", "--out", curation);

        Assert.Equal(1, told.Code);
        Assert.Matches($"(?m)^a part is gone, and with it rows of {stage} \\([0-9]+ units\\); the commands that made them make them again\\.$", told.Output);
        Assert.Equal(2, refused.Code);
        Assert.Matches($"^hyvideo: {Regex.Escape(curation)}: a part is gone, and with it rows of {stage} \\([0-9]+ units\\); put it back, or first give the commands that made them again: `hyvideo curate run` with the films and the same --plugins, `hyvideo curate annotate import`\\. What nobody can make again has to be taken down\\.\n$", refused.Error);
        Assert.True(mended.Code == 0, mended.Error);
        Assert.Contains(mended.Errors, line => line.StartsWith($"hyvideo: a part is gone, and with it rows of {stage} (", StringComparison.Ordinal));
        Assert.Equal(before, (await Toy.RunAsync("curate", "validate", "--out", curation)).Output);
    }

    [Fact]
    public async Task A_set_stays_while_the_ledger_does_not_know_its_clips()
    {
        var curation = await films.CopyToAsync(_folder);
        var before = (await Toy.RunAsync("curate", "validate", "--out", curation)).Output;
        Delete(Path.Join(curation, "ledger"));

        var told = await Toy.RunAsync("curate", "validate", "--out", curation);
        var refused = await RunAsync("run", "--out", curation);
        var kept = Directory.Exists(Path.Join(curation, "out", Set));
        var mended = await RunAsync("run", films.Folder, "--out", curation);

        Assert.Equal(1, told.Code);
        Assert.Matches("(?m)^the ledger does not know the rows of [0-9]+ units, and they count nowhere; the commands that made them make them again\\.$", told.Output);
        Assert.Equal((2, true), (refused.Code, kept));
        Assert.Matches($"hyvideo: {Regex.Escape(curation)}/out/.*: stays as it is while the ledger does not know the rows of [0-9]+ units; give the commands that made them again, such as `hyvideo curate run` with the films", refused.Error);
        Assert.True(mended.Code == 0, mended.Error);
        Assert.Equal(Tables(before), Tables((await Toy.RunAsync("curate", "validate", "--out", curation)).Output));
    }

    [Theory]
    [InlineData("clip")]
    [InlineData("m_crop")]
    [InlineData("m_embedding")]
    [InlineData("source")]
    public async Task A_second_copy_of_a_part_is_named_for_its_rows_would_count_twice(string table)
    {
        var curation = await films.CopyToAsync(_folder);
        var part = Directory.GetFiles(Path.Join(curation, "parts", table), "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        var copy = Path.Join(Path.GetDirectoryName(part), "000999-w0.parquet");
        File.Copy(part, copy);
        var line = $"hyvideo: {copy}: holds rows that {part} holds too; delete the one that is a copy.\n";

        Assert.Equal((2, line), Said(await RunAsync("decide", "--out", curation)));
        Assert.Equal((2, line), Said(await Toy.RunAsync("curate", "validate", "--out", curation)));
        Assert.Equal((2, line), Said(await Toy.RunAsync("curate", "dedup", "--out", curation)));
        Assert.Equal((2, line), Said(await RunAsync("run", "--out", curation)));
        File.Delete(copy);
        Assert.Equal(0, (await RunAsync("decide", "--out", curation)).Code);
    }

    [Fact]
    public async Task Copies_are_not_looked_for_among_half_of_the_clips()
    {
        var curation = await films.CopyToAsync(_folder);
        Delete(Path.Join(curation, "parts", "m_embedding"));

        var shown = await Toy.RunAsync("curate", "dedup", "--out", curation);
        var applied = await Toy.RunAsync("curate", "dedup", "--out", curation, "--apply");

        Assert.Equal((2, 2), (shown.Code, applied.Code));
        Assert.Contains("a part is gone, and with it rows of ", shown.Error, StringComparison.Ordinal);
        Assert.Equal(shown.Error, applied.Error);
    }

    [Fact]
    public async Task A_film_is_not_taken_down_while_nobody_knows_its_clips()
    {
        var curation = await films.CopyToAsync(_folder);
        var film = Directory.GetFiles(films.Folder).Order(StringComparer.Ordinal).First();
        Delete(Path.Join(curation, "parts", "clip"));

        var refused = await Toy.RunAsync("curate", "takedown", film, "--out", curation, "--reason", "asked for");
        await RunAsync("run", "--out", curation);
        var taken = await Toy.RunAsync("curate", "takedown", film, "--out", curation, "--reason", "asked for");

        Assert.Equal(2, refused.Code);
        Assert.Contains("so nobody knows which clips are its; put it back, or first give `hyvideo curate run` with the films.", refused.Error, StringComparison.Ordinal);
        Assert.True(taken.Code == 0, taken.Error);
    }

    [Fact]
    public async Task What_the_ledger_does_not_know_is_told_where_it_does_not_count()
    {
        var curation = await films.CopyToAsync(_folder);
        Delete(Path.Join(curation, "ledger"));

        foreach (var command in new[] { "decide", "balance", "report" })
        {
            var told = await RunAsync(command, "--out", curation);
            Assert.Equal(0, told.Code);
            Assert.Matches("^hyvideo: the ledger does not know the rows of [0-9]+ units, and they count nowhere; ", told.Error);
        }
    }

    [Fact]
    public async Task A_licence_outlives_the_part_that_holds_it()
    {
        CuratedFilms.AddTo(_folder.Path, "dup-a.mp4", "a.mp4");
        await RunAsync("run", _folder["a.mp4"], "--out", _folder["c"], "--licence", "CC0");
        Delete(_folder["c/parts/source"]);

        var refused = await RunAsync("run", "--out", _folder["c"]);
        var mended = await RunAsync("run", _folder["a.mp4"], "--out", _folder["c"]);

        Assert.Equal((2, true), (refused.Code, refused.Error.Contains($"hyvideo: {_folder["c"]}: a part is gone, and with it rows of ingest (1 unit); put it back, ", StringComparison.Ordinal)));
        Assert.True(mended.Code == 0, mended.Error);
        Directory.Delete(_folder["c/out"], recursive: true);
        await RunAsync("materialise", "--out", _folder["c"]);
        var shard = Directory.GetFiles(_folder["c/out"], "*.tar", SearchOption.AllDirectories)[0];
        Assert.Contains("\"licence\":\"CC0\"", await File.ReadAllTextAsync(shard, System.Text.Encoding.Latin1, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static Task<Toy.Outcome> RunAsync(string command, params string[] arguments) => Toy.RunAsync(["curate", command, .. arguments, "--policy", CuratedFilms.Policies]);

    private static (int Code, string Error) Said(Toy.Outcome outcome) => (outcome.Code, outcome.Error);

    // The refused run is in the ledger too.
    private static IEnumerable<string> Tables(string validation) => validation.Split('\n').Where(line => !line.EndsWith("  ledger", StringComparison.Ordinal));

    private static void Delete(string folder)
    {
        foreach (var part in Directory.GetFiles(folder, "*.parquet", SearchOption.AllDirectories))
        {
            File.Delete(part);
        }
    }
}
