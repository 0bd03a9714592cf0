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

    [Theory]
    [InlineData("heic", "mif1heic", "hdlr", false)]
    [InlineData("mif1", "mif1heic", "hdlr", false)]
    [InlineData("avif", "avifmif1", "hdlr", true)]
    [InlineData("avif", "avifmif1", "hdlr....irot", false)]
    [InlineData("avif", "avifmif1", "infe....grid", false)]
    [InlineData("mif1", "mif1avif", "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", false)]
    [InlineData("isom", "isomheic", "irot", true)]
    public async Task Pictures_that_ffmpeg_would_show_otherwise_than_they_are_meant_are_kept_out(string brand, string brands, string description, bool isTaken)
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.Join("in"));
        byte[] Box(string text) => [0, 0, 0, (byte)(text.Length + 4), .. System.Text.Encoding.ASCII.GetBytes(text)];
        await File.WriteAllBytesAsync(folder.Join("in", "a.heic"), [.. Box($"ftyp{brand}\0\0\0\0{brands}"), .. Box($"meta\0\0\0\0{description}"), .. Box("mdatirotgrid")], TestContext.Current.CancellationToken);
        var store = new CurationStore(folder.Join("out"), Catalog);

        var report = await IngestAsync(store, folder.Join("in"));

        Assert.Equal(isTaken ? 1 : 0, report.Added);
        Assert.Equal(isTaken ? [] : ["unsupported_picture"], store.Quarantine.List().Select(entry => entry.Code));
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
    public async Task Reading_all_again_counts_the_same()
    {
        using var folder = new TempFolder();
        folder.Add(TestFilms.Of("%05d.mp4"), Path.Join("in", "a.mp4"));
        folder.Add(TestFilms.Of("text.mp4"), Path.Join("in", "b.mp4"));
        var store = new CurationStore(folder.Join("out"), Catalog);
        await IngestAsync(store, folder.Join("in"));

        Assert.Equal(new IngestReport(2, 0, 1, 1, 0), await IngestAsync(store, folder.Join("in"), rehash: true));
    }

    [Fact]
    public async Task A_released_file_is_tried_again_without_being_named()
    {
        using var folder = new TempFolder();
        foreach (var name in new[] { "text.mp4", "zero-bytes.mp4", "playlist.mp4" })
        {
            folder.Add(TestFilms.Of(name), Path.Join("in", name));
        }

        var store = new CurationStore(folder.Join("out"), Catalog);
        await IngestAsync(store, folder.Join("in"));
        foreach (var entry in store.Quarantine.List())
        {
            SourceIngest.Retry(store, entry);
        }

        File.Copy(TestFilms.Of("one-frame.mp4"), folder.Join("in", "text.mp4"), overwrite: true);
        File.Delete(folder.Join("in", "playlist.mp4"));
        Assert.Empty(store.Quarantine.List());

        Assert.Equal(new IngestReport(3, 1, 0, 2, 0), await IngestAsync(store));
        Assert.Equal(["empty_file", "unreadable_path"], store.Quarantine.List().Select(entry => entry.Code).Order(StringComparer.Ordinal));
        Assert.Empty(store.Quarantine.Released());
        Assert.Equal(new IngestReport(2, 0, 1, 1, 0), await IngestAsync(store, folder.Join("in")));
    }

    [Fact]
    public async Task A_file_that_has_changed_leaves_no_old_case_behind()
    {
        using var folder = new TempFolder();
        folder.Add(TestFilms.Of("text.mp4"), Path.Join("in", "a.mp4"));
        var store = new CurationStore(folder.Join("out"), Catalog);
        await IngestAsync(store, folder.Join("in"));

        File.Copy(TestFilms.Of("one-frame.mp4"), folder.Join("in", "a.mp4"), overwrite: true);
        await IngestAsync(store, folder.Join("in"));

        Assert.Empty(store.Quarantine.List());
    }

    [Theory]
    [InlineData("in")]
    [InlineData("in/films")]
    public async Task The_curation_itself_is_no_footage(string input)
    {
        using var folder = new TempFolder();
        folder.Add(TestFilms.Of("%05d.mp4"), Path.Join("in", "films", "a.mp4"));
        Directory.CreateSymbolicLink(folder.Join("link"), folder.Join("in"));
        var store = new CurationStore(folder.Join("in") + "/", Catalog);

        await Assert.ThrowsAsync<InputException>(() => IngestAsync(store, folder.Join(input)));
        await Assert.ThrowsAsync<InputException>(() => IngestAsync(store, folder.Join("link")));
    }

    [Theory]
    [InlineData("in")]
    [InlineData("link")]
    public async Task A_curation_below_the_films_is_left_out(string input)
    {
        using var folder = new TempFolder();
        folder.Add(TestFilms.Of("%05d.mp4"), Path.Join("in", "a.mp4"));
        Directory.CreateSymbolicLink(folder.Join("link"), folder.Join("in"));
        var store = new CurationStore(folder.Join("in", "sub") + "/", Catalog);

        await IngestAsync(store, folder.Join(input));
        Assert.Equal(1, (await IngestAsync(store, folder.Join(input))).Files);
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

    [Fact]
    public async Task A_pipe_is_not_opened_and_a_link_to_itself_leads_nowhere()
    {
        using var folder = new TempFolder();
        folder.Add(TestFilms.Of("one-frame.mp4"), Path.Join("in", "a.mp4"));
        using (var maker = System.Diagnostics.Process.Start("mkfifo", folder.Join("in", "pipe.mp4")))
        {
            await maker.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        File.CreateSymbolicLink(folder.Join("in", "link.mp4"), folder.Join("in", "pipe.mp4"));
        File.CreateSymbolicLink(folder.Join("in", "loop.mp4"), folder.Join("in", "loop.mp4"));
        Directory.CreateSymbolicLink(folder.Join("in", "circle"), folder.Join("in", "circle"));
        File.CreateSymbolicLink(folder.Join("in", "broken.mp4"), folder.Join("in", "gone.mp4"));
        var store = new CurationStore(folder.Join("out"), Catalog);

        var report = await IngestAsync(store, folder.Join("in")).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal(new IngestReport(4, 1, 0, 3, 0), report);
        Assert.Equal(
            ["irregular_file link.mp4", "irregular_file pipe.mp4", "unreadable_path broken.mp4"],
            store.Quarantine.List().Select(entry => $"{entry.Code} {Path.GetFileName(entry.Path)}").Order(StringComparer.Ordinal));
        Assert.Contains($"{folder.Join("in", "pipe.mp4")}: is a pipe, a socket or a device, not a regular file.", store.Quarantine.List().Select(entry => entry.Sentence));
    }

    [Theory]
    [InlineData("source")]
    [InlineData("source_path")]
    public async Task Files_whose_part_is_gone_are_taken_in_again_under_the_terms_that_the_other_has(string table)
    {
        using var folder = new TempFolder();
        folder.Add(TestFilms.Of("one-frame.mp4"), Path.Join("in", "a.mp4"));
        folder.Add(TestFilms.Of("one-frame.mp4"), Path.Join("in", "b.mp4"));
        var store = new CurationStore(folder.Join("out"), Catalog);
        await IngestAsync(store, [folder.Join("in")], new IngestOptions { Licence = "CC0", Origin = "here" });
        Lose(store, table);

        var report = await IngestAsync(store, [folder.Join("in")], new IngestOptions { Licence = "CC-BY" });

        Assert.Equal((table == "source" ? 1 : 2, 2), (report.Added, report.OtherTerms));
        using var reader = store.OpenReader();
        var source = Assert.Single(reader.Rows<SourceRow>());
        Assert.Equal(("CC0", "here"), (source.Licence, source.Origin));
        Assert.Equal(2, reader.Rows<SourcePathRow>().Count);
    }

    [Fact]
    public async Task Files_whose_terms_are_lost_are_taken_in_again_under_stated_terms_alone()
    {
        using var folder = new TempFolder();
        folder.Add(TestFilms.Of("one-frame.mp4"), Path.Join("in", "a.mp4"));
        var store = new CurationStore(folder.Join("out"), Catalog);
        var terms = new IngestOptions { Licence = "CC0", Origin = "here" };
        await IngestAsync(store, [folder.Join("in")], terms);
        var before = TableHashes.Of(store);
        Lose(store, "source");
        Lose(store, "source_path");

        var fault = await Assert.ThrowsAsync<InputException>(() => IngestAsync(store, folder.Join("in")));
        await IngestAsync(store, [folder.Join("in")], terms);

        Assert.Equal($"{folder.Join("in", "a.mp4")}: was taken in before, and under what terms is lost with its rows; give --licence and --origin again, or --licence unknown.", fault.Message);
        Assert.Equal(before, TableHashes.Of(store));
    }

    [Fact]
    public async Task Paths_without_terms_do_not_tell_that_a_content_has_none()
    {
        using var folder = new TempFolder();
        folder.Add(TestFilms.Of("one-frame.mp4"), Path.Join("in", "a.mp4"));
        var store = new CurationStore(folder.Join("out"), Catalog);
        await IngestAsync(store, folder.Join("in"));        // as an older program left it: paths without the terms of their contents
        Lose(store, "source");

        var fault = await Assert.ThrowsAsync<InputException>(() => IngestAsync(store, folder.Join("in")));
        await IngestAsync(store, [folder.Join("in")], new IngestOptions { Licence = "CC0" });

        Assert.Contains("under what terms is lost", fault.Message, StringComparison.Ordinal);
        using var reader = store.OpenReader();
        Assert.Equal("CC0", Assert.Single(reader.Rows<SourceRow>()).Licence);
    }

    [Fact]
    public async Task A_content_without_terms_whose_paths_are_gone_is_taken_in_again_unasked()
    {
        using var folder = new TempFolder();
        folder.Add(TestFilms.Of("one-frame.mp4"), Path.Join("in", "a.mp4"));
        var store = new CurationStore(folder.Join("out"), Catalog);
        await IngestAsync(store, folder.Join("in"));
        var before = TableHashes.Of(store);
        Lose(store, "source_path");

        await IngestAsync(store, folder.Join("in"));

        Assert.Equal(before, TableHashes.Of(store));
    }

    private static void Lose(CurationStore store, string table) =>
        File.Delete(Assert.Single(Directory.GetFiles(Path.Join(store.Folder.Parts, table), "*.parquet", SearchOption.AllDirectories)));

    private static Task<IngestReport> IngestAsync(CurationStore store, params string[] inputs) => IngestAsync(store, inputs, rehash: false);

    private static Task<IngestReport> IngestAsync(CurationStore store, string input, bool rehash) => IngestAsync(store, [input], rehash);

    private static Task<IngestReport> IngestAsync(CurationStore store, string[] inputs, bool rehash) => IngestAsync(store, inputs, new IngestOptions { Jobs = 2, Rehash = rehash });

    private static async Task<IngestReport> IngestAsync(CurationStore store, string[] inputs, IngestOptions options)
    {
        using var writer = store.OpenWriter(TimeProvider.System);
        using var outcomes = new OutcomeWriter(writer, TimeProvider.System);
        return await new SourceIngest(writer, outcomes, TimeProvider.System)
            .RunAsync(inputs, options, null, TestContext.Current.CancellationToken);
    }

    private static async Task<string> HashAsync(string path)
    {
        using var stream = File.OpenRead(path);
        return await Curation.Units.CurationIds.SourceAsync(stream, TestContext.Current.CancellationToken);
    }
}
