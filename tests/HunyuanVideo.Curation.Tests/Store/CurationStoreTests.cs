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

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.0)]
    public async Task A_damaged_part_is_named_with_what_to_do(double kept)
    {
        using var folder = new TempFolder();
        var store = new CurationStore(folder.Path, Catalog);
        using (var writer = store.OpenWriter(TimeProvider.System))
        {
            await WriteAsync(writer, "k1", "u", [SampleRow.Of("a")]);
            await WriteAsync(writer, "k1", "v", [SampleRow.Of("b")]);
        }

        var part = Path.Join(store.Folder.PartsOf("sample", "k1"), "000001-w0.parquet");
        var bytes = await File.ReadAllBytesAsync(part, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(part, bytes[..(int)(kept * bytes.Length)], TestContext.Current.CancellationToken);

        var fault = Assert.Throws<InputException>(() => store.OpenReader());

        Assert.Equal($"{part}: is damaged; put a copy of it in its place, or delete it and give the commands that made it again: they make anew what it held, and nothing else.", fault.Message);
        Assert.Throws<InputException>(() => TableHashes.Of(store));
    }

    [Fact]
    public async Task What_a_deleted_part_held_is_to_be_done_again_and_nothing_else()
    {
        using var folder = new TempFolder();
        var store = new CurationStore(folder.Path, Catalog);
        using (var writer = store.OpenWriter(TimeProvider.System))
        {
            await WriteAsync(writer, "k1", "u", [SampleRow.Of("a"), SampleRow.Of("a", 1)]);
            await WriteAsync(writer, "k1", "v", [SampleRow.Of("b")]);
        }

        var before = TableHashes.Of(store);
        File.Delete(Path.Join(store.Folder.PartsOf("sample", "k1"), "000000-w0.parquet"));
        store.OpenWriter(TimeProvider.System).Dispose();
        using (var writer = store.OpenWriter(TimeProvider.System))
        {
            Assert.Equal((null, LedgerStates.Done), (writer.Ledger.StateOf(new WorkUnit("u", "s", "k1")), writer.Ledger.StateOf(new WorkUnit("v", "s", "k1"))));
            await WriteAsync(writer, "k1", "u", [SampleRow.Of("a"), SampleRow.Of("a", 1)]);
        }

        Assert.Equal(before, TableHashes.Of(store));
    }

    [Fact]
    public async Task What_compaction_purged_is_not_taken_for_lost()
    {
        using var folder = new TempFolder();
        var store = new CurationStore(folder.Path, Catalog);
        using (var writer = store.OpenWriter(TimeProvider.System))
        {
            await WriteAsync(writer, "k1", "all", [SampleRow.Of("a"), SampleRow.Of("b")]);
            await writer.TakeDownAsync(["a"], "asked for", DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
            Compaction.Run(writer);
        }

        using var later = store.OpenWriter(TimeProvider.System);

        Assert.Equal(LedgerStates.Done, later.Ledger.StateOf(new WorkUnit("all", "s", "k1")));
        Assert.Equal(["b"], Clips(store));
    }

    [Theory]
    [InlineData("ledger")]
    [InlineData("parts/takedown")]
    public async Task What_was_taken_down_stays_so_while_one_of_two_records_is_left(string lost)
    {
        using var folder = new TempFolder();
        var store = new CurationStore(folder.Path, Catalog);
        using (var writer = store.OpenWriter(TimeProvider.System))
        {
            await WriteAsync(writer, "k1", "a", [SampleRow.Of("a")]);
            await writer.TakeDownAsync(["a"], "asked for", DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
        }

        foreach (var part in Directory.GetFiles(folder.Join(lost), "*.parquet", SearchOption.AllDirectories))
        {
            File.Delete(part);
        }

        using var later = store.OpenWriter(TimeProvider.System);

        Assert.Equal(LedgerStates.TakenDown, later.Ledger.StateOf(new WorkUnit("a", "s", "k1")));
        Assert.Empty(Clips(store));
    }

    [Theory]
    [InlineData("takedown")]
    [InlineData("sibling")]
    [InlineData("other_key")]
    [InlineData("ledger")]
    public async Task A_part_of_another_table_or_stage_is_named_in_place_of_its_own_and_beside_it(string origin)
    {
        using var folder = new TempFolder();
        var store = new CurationStore(folder.Path, new TableCatalog([typeof(SampleRow), typeof(SiblingRow), typeof(TakedownRow)]));
        using (var writer = store.OpenWriter(TimeProvider.System))
        {
            await WriteAsync(writer, "k1", "u", [SampleRow.Of("a"), new SiblingRow { ClipId = "a", Index = 0, Weight = 1 }]);
            await WriteAsync(writer, "k2", "u", [SampleRow.Of("a")]);
            await writer.TakeDownAsync(["x"], "asked for", DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
        }

        var foreign = origin switch
        {
            "sibling" => store.Folder.PartsOf("sibling", "k1"),
            "other_key" => store.Folder.PartsOf("sample", "k2"),
            "ledger" => store.Folder.Ledger,
            _ => folder.Join("parts", "takedown"),
        };
        var place = store.Folder.PartsOf("sample", "k1");
        var own = await File.ReadAllBytesAsync(Path.Join(place, "000000-w0.parquet"), TestContext.Current.CancellationToken);
        foreach (var part in new[] { Path.Join(place, "000001-w0.parquet"), Path.Join(place, "000000-w0.parquet") })
        {
            File.Copy(Directory.GetFiles(foreign, "*.parquet", SearchOption.AllDirectories)[0], part, overwrite: true);
            var sentence = $"{part}: is of another table or stage; put the part that belongs there in its place, or delete it and ";

            Assert.StartsWith(sentence, Assert.Throws<InputException>(() => store.OpenWriter(TimeProvider.System)).Message, StringComparison.Ordinal);
            Assert.StartsWith(sentence, Assert.Throws<InputException>(() => TableHashes.Of(store)).Message, StringComparison.Ordinal);
            File.Delete(part);
        }

        await File.WriteAllBytesAsync(Path.Join(place, "000000-w0.parquet"), own, TestContext.Current.CancellationToken);
        store.OpenWriter(TimeProvider.System).Dispose();
    }

    [Fact]
    public async Task Damage_inside_a_part_is_found_when_it_is_read()
    {
        using var folder = new TempFolder();
        var store = new CurationStore(folder.Path, Catalog);
        using (var writer = store.OpenWriter(TimeProvider.System))
        {
            await WriteAsync(writer, "k1", "u", [SampleRow.Of("a")]);
        }

        var part = Path.Join(store.Folder.PartsOf("sample", "k1"), "000000-w0.parquet");
        var bytes = await File.ReadAllBytesAsync(part, TestContext.Current.CancellationToken);
        Array.Fill(bytes, (byte)0xFF, 4, bytes.Length / 4);
        await File.WriteAllBytesAsync(part, bytes, TestContext.Current.CancellationToken);

        Assert.StartsWith(part + ": is damaged;", Assert.Throws<InputException>(() => TableHashes.Of(store)).Message, StringComparison.Ordinal);
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
        Assert.Contains("process 999999999", writer.Notice, StringComparison.Ordinal);
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

    private static string[] Clips(CurationStore store)
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
