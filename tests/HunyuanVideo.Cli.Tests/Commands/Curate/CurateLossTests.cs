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
        Assert.Matches($"^hyvideo: {curation}: a part is gone, and with it rows of {stage} \\([0-9]+ units\\); put it back, or first give the commands that made them again, such as `hyvideo curate run` with the films.\n$", refused.Error);
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
        Assert.Matches("(?m)^the ledger does not know the rows of [0-9]+ units; the commands that made them make them again\\.$", told.Output);
        Assert.Equal((2, true), (refused.Code, kept));
        Assert.Matches($"hyvideo: {curation}/out/.*: stays as it is while the ledger does not know the rows of [0-9]+ units; give the commands that made them again, such as `hyvideo curate run` with the films", refused.Error);
        Assert.True(mended.Code == 0, mended.Error);
        Assert.Equal(Tables(before), Tables((await Toy.RunAsync("curate", "validate", "--out", curation)).Output));
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
