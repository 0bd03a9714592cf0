using System.Text.Json;
using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Curation.Tests.Store;

public sealed class CurationStoreTests
{
    private static readonly TableCatalog Catalog = new([typeof(SampleRow), typeof(TakedownRow)]);

    [Fact]
    public void A_folder_is_known_as_a_curation_before_anything_else_is_written()
    {
        using var folder = new TempFolder();

        using var writer = new CurationStore(folder.Path).OpenWriter(TimeProvider.System);

        Assert.Equal([".lock", ".lock-holder", "curate.json"], Directory.EnumerateFileSystemEntries(folder.Path).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Rows_of_every_type_come_back_as_they_were()
    {
        using var folder = new TempFolder();
        var store = new CurationStore(folder.Path, Catalog);
        SampleRow[] rows = [SampleRow.Of("b"), SampleRow.Of("a", 1), SampleRow.Of("a")];
        using (var writer = store.OpenWriter(TimeProvider.System))
        {
            await WriteAsync(writer, "k1", "u", rows);
        }

        using var reader = store.OpenReader();

        var read = reader.Rows<SampleRow>();

        Assert.Equal([Text(rows[2]), Text(rows[1]), Text(rows[0])], read.Select(Text));
        Assert.Equal("k1", Scalar(reader, "SELECT DISTINCT stage_key FROM sample"));
    }

    [Fact]
    public async Task Same_rows_in_another_order_give_the_same_bytes()
    {
        using var folder = new TempFolder();
        SampleRow[] rows = [SampleRow.Of("b"), SampleRow.Of("a", 1), SampleRow.Of("a")];
        var bytes = new List<byte[]>();
        foreach (var order in new[] { rows, [.. rows.Reverse()] })
        {
            var store = new CurationStore(folder.Join(bytes.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)), Catalog);
            using var writer = store.OpenWriter(TimeProvider.System);
            await WriteAsync(writer, "k1", "u", order);
            bytes.Add(File.ReadAllBytes(Path.Join(store.Folder.PartsOf("sample", "k1"), "000000-w0.parquet")));
        }

        Assert.Equal(bytes[0], bytes[1]);
    }

    [Fact]
    public async Task Rows_without_a_ledger_row_do_not_count_and_their_attempt_is_not_given_out_again()
    {
        using var folder = new TempFolder();
        var store = new CurationStore(folder.Path, Catalog);
        using (var writer = store.OpenWriter(TimeProvider.System))
        {
            await writer.Parts.WriteAsync(typeof(SampleRow), "k1", [new UnitRow("u", 1, SampleRow.Of("a"))], TestContext.Current.CancellationToken);
        }

        using (var reader = store.OpenReader())
        {
            Assert.Empty(reader.Rows<SampleRow>());
        }

        using (var writer = store.OpenWriter(TimeProvider.System))
        {
            var claim = writer.Ledger.TryClaim(new WorkUnit("u", "s", "k1"), TimeSpan.FromMinutes(1));
            Assert.Equal((short)2, claim!.Attempt);
            await WriteAsync(writer, "k1", "v", [SampleRow.Of("b")]);
        }

        using var later = store.OpenReader();
        Assert.Equal("b", Assert.Single(later.Rows<SampleRow>()).ClipId);
    }

    [Fact]
    public async Task Rows_under_an_outdated_key_are_hidden_and_come_back_with_the_key()
    {
        using var folder = new TempFolder();
        var store = new CurationStore(folder.Path, Catalog);
        using var writer = store.OpenWriter(TimeProvider.System);
        await WriteAsync(writer, "k1", "u", [SampleRow.Of("old")]);
        await WriteAsync(writer, "k2", "u", [SampleRow.Of("new")]);

        writer.SetStages([new("s", "k2")]);
        Assert.Equal(["new"], Clips(store));
        writer.SetStages([new("s", "k1")]);
        Assert.Equal(["old"], Clips(store));
    }

    [Fact]
    public async Task What_was_taken_down_is_hidden_refused_and_purged_by_compaction()
    {
        using var folder = new TempFolder();
        var store = new CurationStore(folder.Path, Catalog);
        using var writer = store.OpenWriter(TimeProvider.System);
        await WriteAsync(writer, "k1", "a", [SampleRow.Of("a")]);
        await WriteAsync(writer, "k1", "b", [SampleRow.Of("b")]);

        await writer.TakeDownAsync(["a"], "asked for", DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);

        Assert.Equal(["b"], Clips(store));
        Assert.Null(writer.Ledger.TryClaim(new WorkUnit("a", "s", "k9"), TimeSpan.FromMinutes(1)));
        Compaction.Run(writer);
        using var reader = store.OpenReader();
        Assert.Equal(1, reader.Count("SELECT count(*) FROM raw_sample"));
        Assert.Equal(["b"], Clips(store));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public async Task Tables_read_once_and_anew_for_each_query_hold_the_same(long mostLoadedBytes)
    {
        using var folder = new TempFolder();
        var store = new CurationStore(folder.Path, Catalog);
        using (var writer = store.OpenWriter(TimeProvider.System))
        {
            await WriteAsync(writer, "k1", "a", [SampleRow.Of("a"), SampleRow.Of("a", 1)]);
            await WriteAsync(writer, "k1", "b", [SampleRow.Of("b")]);
            await writer.TakeDownAsync(["b"], "asked for", TimeProvider.System.GetUtcNow(), TestContext.Current.CancellationToken);
        }

        using var reader = store.OpenReader(new ReaderOptions { MostLoadedBytes = mostLoadedBytes });

        Assert.Equal(mostLoadedBytes > 0 ? 3 : 0, reader.Count("SELECT count(*) FROM duckdb_tables() WHERE starts_with(table_name, 'raw_')"));
        Assert.Equal(["a", "a"], reader.Rows<SampleRow>().Select(row => row.ClipId));
        Assert.Equal(TableHashes.Of(store), TableHashes.Of(store, new ReaderOptions { MostLoadedBytes = mostLoadedBytes }));
    }

    [Fact]
    public async Task When_something_was_taken_down_changes_no_hash()
    {
        var hashes = new List<IReadOnlyDictionary<string, string>>();
        foreach (var when in new[] { DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1) })
        {
            using var folder = new TempFolder();
            var store = new CurationStore(folder.Path, Catalog);
            using var writer = store.OpenWriter(TimeProvider.System);
            await WriteAsync(writer, "k1", "a", [SampleRow.Of("a")]);
            await writer.TakeDownAsync(["a"], "asked for", when, TestContext.Current.CancellationToken);
            hashes.Add(TableHashes.Of(store));
        }

        Assert.Equal(hashes[0], hashes[1]);
    }

    [Fact]
    public async Task A_takedown_is_on_record_and_purges_a_table_of_one_part_too()
    {
        using var folder = new TempFolder();
        var store = new CurationStore(folder.Path, Catalog);
        using var writer = store.OpenWriter(TimeProvider.System);
        await WriteAsync(writer, "k1", "a", [SampleRow.Of("a")]);

        await writer.TakeDownAsync(["a"], "asked for", DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
        Compaction.Run(writer);

        using var reader = store.OpenReader();
        Assert.Equal(0, reader.Count("SELECT count(*) FROM raw_sample"));
        Assert.Equal(["a: asked for"], reader.Rows<TakedownRow>().Select(row => $"{row.Id}: {row.Reason}"));
    }

    [Fact]
    public async Task Compaction_leaves_one_part_and_the_same_hashes()
    {
        using var folder = new TempFolder();
        var store = new CurationStore(folder.Path, Catalog);
        using var writer = store.OpenWriter(TimeProvider.System);
        for (var unit = 0; unit < 5; unit++)
        {
            await WriteAsync(writer, "k1", $"u{unit}", [SampleRow.Of($"c{unit}"), SampleRow.Of($"c{unit}", 1)]);
        }

        var before = TableHashes.Of(store);
        Compaction.Run(writer);

        Assert.Equal(before, TableHashes.Of(store));
        Assert.Single(Directory.EnumerateFiles(store.Folder.PartsOf("sample", "k1")));
        Assert.Single(Directory.EnumerateFiles(store.Folder.Ledger));
        await WriteAsync(writer, "k1", "u9", [SampleRow.Of("c9")]);
        Assert.NotEqual(before["sample"], TableHashes.Of(store)["sample"]);
    }

    [Fact]
    public async Task Parts_that_an_interrupted_compaction_left_beside_its_own_show_no_row_twice()
    {
        using var folder = new TempFolder();
        var store = new CurationStore(folder.Path, Catalog);
        using (var writer = store.OpenWriter(TimeProvider.System))
        {
            await WriteAsync(writer, "k1", "u", [SampleRow.Of("a")]);
            await WriteAsync(writer, "k1", "v", [SampleRow.Of("b")]);
            var part = Path.Join(store.Folder.PartsOf("sample", "k1"), "000000-w0.parquet");
            var copy = File.ReadAllBytes(part);
            Compaction.Run(writer);
            File.WriteAllBytes(part, copy);
        }

        Assert.Equal(["a", "b"], Clips(store));
        store.OpenWriter(TimeProvider.System).Dispose();
        Assert.Single(Directory.EnumerateFiles(store.Folder.PartsOf("sample", "k1")));
    }

    [Fact]
    public void A_second_writer_is_refused_and_a_dead_ones_lock_is_taken_over()
    {
        using var folder = new TempFolder();
        var store = new CurationStore(folder.Path, Catalog);
        using (store.OpenWriter(TimeProvider.System))
        {
            var fault = Assert.Throws<InputException>(() => store.OpenWriter(TimeProvider.System));
            Assert.Contains($"process {Environment.ProcessId}", fault.Message, StringComparison.Ordinal);
        }

        File.WriteAllText(store.Folder.Lock + "-holder", "process 999999999, started long ago");
        using var writer = store.OpenWriter(TimeProvider.System);
        Assert.Contains("process 999999999", Assert.Single(writer.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_is_no_number_never_reaches_a_part()
    {
        using var folder = new TempFolder();
        var store = new CurationStore(folder.Path, Catalog);
        using var writer = store.OpenWriter(TimeProvider.System);

        await Assert.ThrowsAsync<ArithmeticException>(() => WriteAsync(writer, "k1", "u", [SampleRow.Of("a") with { Score = float.NaN }]));

        Assert.False(Directory.Exists(store.Folder.PartsOf("sample", "k1")));
    }

    [Fact]
    public async Task A_full_disk_is_told_before_anything_is_written()
    {
        using var folder = new TempFolder();
        var disk = new FaultyFileLayer();
        var store = new CurationStore(folder.Path, Catalog, disk);
        using var writer = store.OpenWriter(TimeProvider.System);
        disk.FreeBytesNow = 10;

        var fault = await Assert.ThrowsAsync<StoreFullException>(() => WriteAsync(writer, "k1", "u", [SampleRow.Of("a")]));

        Assert.Contains("run the same command again", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Clips(store));
    }

    [Fact]
    public void Stage_keys_depend_on_values_and_not_on_the_order_of_reads()
    {
        var key = StageKeys.Of("s", 1, new { B = 1, A = 0.5 }, null, ["y", "x"]);

        Assert.Equal(key, StageKeys.Of("s", 1, new { A = 0.5, B = 1 }, null, ["x", "y"]));
        Assert.Matches("^[0-9a-f]{16}$", key);
        Assert.NotEqual(key, StageKeys.Of("s", 2, new { B = 1, A = 0.5 }, null, ["y", "x"]));
        Assert.NotEqual(key, StageKeys.Of("s", 1, new { B = 2, A = 0.5 }, null, ["y", "x"]));
        Assert.NotEqual(key, StageKeys.Of("s", 1, new { B = 1, A = 0.5 }, "hash", ["y", "x"]));
    }

    internal static async Task WriteAsync(CurationWriter writer, string key, string unit, IReadOnlyList<object> rows)
    {
        var claim = writer.Ledger.TryClaim(new WorkUnit(unit, "s", key), TimeSpan.FromMinutes(1))!;
        foreach (var table in rows.GroupBy(row => row.GetType()))
        {
            await writer.Parts.WriteAsync(table.Key, key, [.. table.Select(row => new UnitRow(unit, claim.Attempt, row))], TestContext.Current.CancellationToken);
        }

        writer.Ledger.Complete(claim, rows.Count, new WorkCost(1, 1));
        await writer.Ledger.FlushAsync(TestContext.Current.CancellationToken);
    }

    internal static string[] Clips(CurationStore store)
    {
        using var reader = store.OpenReader();
        return [.. reader.Rows<SampleRow>().Select(row => row.ClipId)];
    }

    private static string Text(SampleRow row) => JsonSerializer.Serialize(row);

    private static object? Scalar(CurationReader reader, string sql)
    {
        using var command = reader.Connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
