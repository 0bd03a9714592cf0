using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Tests.Store;

namespace HunyuanVideo.Curation.Tests.Ingest;

public sealed class SourceIngestTests
{
    private static readonly TableCatalog Catalog = new([typeof(SourceRow), typeof(SourcePathRow), typeof(TakedownRow)]);

    [Fact]
    public async Task Every_file_is_named_by_its_content_and_what_is_no_medium_is_kept_out()
    {
        using var folder = new TempFolder();
        foreach (var name in new[] { "%05d.mp4", "-leading dash.mp4", "photo-of-a-cat.jpg", "zero-bytes.mp4", "text.mp4", "playlist.mp4", "concat-script.mp4" })
        {
            folder.Add(TestFilms.Of(name), Path.Join("in", name));
        }

        folder.Add(TestFilms.Of("one-frame.mp4"), Path.Join("in", "sub\nfolder", "a'b\"c$(x).mp4"));
        var store = new CurationStore(folder.Join("out"), Catalog);

        var report = await IngestAsync(store, folder.Join("in"));

        Assert.Equal(new IngestReport(8, 4, 0, 4, 0), report);
        Assert.Equal(
            ["empty_file zero-bytes.mp4", "not_media text.mp4", "refused_format concat-script.mp4", "refused_format playlist.mp4"],
            store.Quarantine.List().Select(entry => $"{entry.Code} {Path.GetFileName(entry.Path)}").Order(StringComparer.Ordinal));
        using var reader = store.OpenReader();
        Assert.Equal(3, reader.Rows<SourceRow>().Count);        // two names of one content, and two others
        Assert.Equal(4, reader.Rows<SourcePathRow>().Count);
        Assert.Equal(1, reader.Count("SELECT count(*) FROM ledger WHERE reason LIKE 'extension_mismatch%'"));
    }

    [Fact]
    public async Task Notes_beside_a_film_are_its_own_and_others_are_no_media()
    {
        using var folder = new TempFolder();
        folder.Add(TestFilms.Of("one-frame.mp4"), Path.Join("in", "a.mp4"));
        folder.Add(TestFilms.Of("text.mp4"), Path.Join("in", "a.json"));
        folder.Add(TestFilms.Of("text.mp4"), Path.Join("in", "b.txt"));

        Assert.Equal(new IngestReport(2, 1, 0, 1, 0), await IngestAsync(new CurationStore(folder.Join("out"), Catalog), folder.Join("in")));
    }

    [Fact]
    public async Task What_has_not_changed_is_not_read_again_and_what_has_is()
    {
        using var folder = new TempFolder();
        folder.Add(TestFilms.Of("%05d.mp4"), Path.Join("in", "a.mp4"));
        folder.Add(TestFilms.Of("text.mp4"), Path.Join("in", "b.mp4"));
        var store = new CurationStore(folder.Join("out"), Catalog);
        await IngestAsync(store, folder.Join("in"));

        Assert.Equal(new IngestReport(2, 0, 1, 1, 0), await IngestAsync(store, folder.Join("in")));
        File.Copy(TestFilms.Of("one-frame.mp4"), folder.Join("in", "a.mp4"), overwrite: true);
        Assert.Equal(new IngestReport(2, 1, 0, 1, 0), await IngestAsync(store, folder.Join("in")));
        using var reader = store.OpenReader();
        Assert.Equal(folder.Join("in", "a.mp4"), new LocalBlobStore(reader).PathOf(await HashAsync(TestFilms.Of("one-frame.mp4"))));
        Assert.Null(new LocalBlobStore(reader).PathOf(await HashAsync(TestFilms.Of("%05d.mp4"))));
    }

    [Fact]
    public async Task Content_that_was_taken_down_is_refused_under_any_name()
    {
        using var folder = new TempFolder();
        folder.Add(TestFilms.Of("%05d.mp4"), Path.Join("in", "a.mp4"));
        var store = new CurationStore(folder.Join("out"), Catalog);
        await IngestAsync(store, folder.Join("in"));
        using (var writer = store.OpenWriter(TimeProvider.System))
        {
            await writer.TakeDownAsync([await HashAsync(TestFilms.Of("%05d.mp4"))], "asked for", DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
        }

        folder.Add(TestFilms.Of("%05d.mp4"), Path.Join("in", "other.mp4"));

        Assert.Equal(2, (await IngestAsync(store, folder.Join("in"))).TakenDown);
        using var reader = store.OpenReader();
        Assert.Empty(reader.Rows<SourceRow>());
    }

    [Fact]
    public async Task A_link_out_of_the_folder_is_not_followed()
    {
        using var folder = new TempFolder();
        folder.Add(TestFilms.Of("%05d.mp4"), Path.Join("in", "a.mp4"));
        folder.Add(TestFilms.Of("one-frame.mp4"), Path.Join("secret", "b.mp4"));
        File.CreateSymbolicLink(folder.Join("in", "file.mp4"), folder.Join("secret", "b.mp4"));
        Directory.CreateSymbolicLink(folder.Join("in", "folder"), folder.Join("secret"));
        var store = new CurationStore(folder.Join("out"), Catalog);

        Assert.Equal(1, (await IngestAsync(store, folder.Join("in"))).Files);
    }

    private static async Task<IngestReport> IngestAsync(CurationStore store, string input)
    {
        using var writer = store.OpenWriter(TimeProvider.System);
        using var outcomes = new OutcomeWriter(writer, TimeProvider.System);
        return await new SourceIngest(writer, outcomes, TimeProvider.System)
            .RunAsync([input], new IngestOptions { Jobs = 2 }, null, TestContext.Current.CancellationToken);
    }

    private static async Task<string> HashAsync(string path)
    {
        using var stream = File.OpenRead(path);
        return await Curation.Units.CurationIds.SourceAsync(stream, TestContext.Current.CancellationToken);
    }
}
