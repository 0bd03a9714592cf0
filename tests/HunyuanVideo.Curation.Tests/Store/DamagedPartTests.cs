using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Curation.Tests.Store;

public sealed class DamagedPartTests
{
    private static readonly TableCatalog Catalog = new([typeof(SampleRow), typeof(TakedownRow)]);

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.0)]
    public async Task A_damaged_part_is_named_with_what_to_do(double kept)
    {
        using var folder = new TempFolder();
        var store = await WrittenAsync(folder, ("u", [SampleRow.Of("a")]), ("v", [SampleRow.Of("b")]));

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
        var store = await WrittenAsync(folder, ("u", [SampleRow.Of("a"), SampleRow.Of("a", 1)]), ("v", [SampleRow.Of("b")]));

        var before = TableHashes.Of(store);
        File.Delete(Path.Join(store.Folder.PartsOf("sample", "k1"), "000000-w0.parquet"));
        store.OpenWriter(TimeProvider.System).Dispose();
        using (var writer = store.OpenWriter(TimeProvider.System))
        {
            Assert.Equal((LedgerStates.Lost, LedgerStates.Done), (writer.Ledger.StateOf(new WorkUnit("u", "s", "k1")), writer.Ledger.StateOf(new WorkUnit("v", "s", "k1"))));
            await CurationStoreTests.WriteAsync(writer, "k1", "u", [SampleRow.Of("a"), SampleRow.Of("a", 1)]);
        }

        Assert.Equal(before, TableHashes.Of(store));
    }

    [Fact]
    public async Task A_part_that_is_put_back_after_its_loss_was_on_record_counts_again()
    {
        using var folder = new TempFolder();
        var store = await WrittenAsync(folder, ("u", [SampleRow.Of("a"), SampleRow.Of("a", 1)]));

        var part = Path.Join(store.Folder.PartsOf("sample", "k1"), "000000-w0.parquet");
        File.Move(part, folder.Join("kept"));
        using (var writer = store.OpenWriter(TimeProvider.System))
        {
            Assert.Equal(["a part is gone, and with it rows of s (1 unit); the commands that made them make them again."], writer.Notices);
        }

        Assert.Equal(
            $"{folder.Path}: a part is gone, and with it rows of s (1 unit); put it back, or first give the commands that made them again: `hyvideo curate run` with the films and the same --plugins, `hyvideo curate annotate import`. What nobody can make again has to be taken down.",
            Assert.Throws<InputException>(() => store.OpenWhole()).Message);
        File.Move(folder.Join("kept"), part);
        using var reader = store.OpenWhole();
        Assert.Equal(2, reader.Rows<SampleRow>().Count);
    }

    [Fact]
    public async Task A_part_in_another_ones_place_is_named_beside_it()
    {
        using var folder = new TempFolder();
        var store = await WrittenAsync(folder, ("u", [SampleRow.Of("a")]), ("v", [SampleRow.Of("b")]));

        string[] parts = [.. Directory.GetFiles(store.Folder.PartsOf("sample", "k1")).Order(StringComparer.Ordinal)];
        File.Copy(parts[0], parts[1], overwrite: true);

        Assert.Equal($"{parts[1]}: holds rows that {parts[0]} holds too; delete the one that is a copy.", Assert.Throws<InputException>(() => store.OpenWhole()).Message);
        File.Delete(parts[1]);
        Assert.Contains("rows of s (1 unit)", Assert.Throws<InputException>(() => store.OpenWhole()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_of_a_killed_run_do_not_stand_in_for_lost_ones()
    {
        using var folder = new TempFolder();
        var store = new CurationStore(folder.Path, Catalog);
        using (var writer = store.OpenWriter(TimeProvider.System))
        {
            await CurationStoreTests.WriteAsync(writer, "k1", "u", [SampleRow.Of("a")]);
            await writer.Parts.WriteAsync(typeof(SampleRow), "k1", [new UnitRow("v", 1, SampleRow.Of("b"))], TestContext.Current.CancellationToken);
        }

        store.OpenWhole().Dispose();
        File.Delete(Path.Join(store.Folder.PartsOf("sample", "k1"), "000000-w0.parquet"));

        Assert.Contains("rows of s (1 unit);", Assert.Throws<InputException>(() => store.OpenWhole()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_taken_down_is_not_missed()
    {
        using var folder = new TempFolder();
        var store = new CurationStore(folder.Path, Catalog);
        using (var writer = store.OpenWriter(TimeProvider.System))
        {
            await CurationStoreTests.WriteAsync(writer, "k1", "a", [SampleRow.Of("a")]);
            File.Delete(Path.Join(store.Folder.PartsOf("sample", "k1"), "000000-w0.parquet"));
            await writer.TakeDownAsync(["a"], "asked for", DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
        }

        using var reader = store.OpenWhole();
        Assert.Empty(LostRows.Of(reader));
        Assert.Empty(reader.Rows<SampleRow>());
    }

    [Fact]
    public async Task What_compaction_purged_is_not_taken_for_lost()
    {
        using var folder = new TempFolder();
        var store = new CurationStore(folder.Path, Catalog);
        using (var writer = store.OpenWriter(TimeProvider.System))
        {
            await CurationStoreTests.WriteAsync(writer, "k1", "all", [SampleRow.Of("a"), SampleRow.Of("b")]);
            await writer.TakeDownAsync(["a"], "asked for", DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
            Compaction.Run(writer);
        }

        using var later = store.OpenWriter(TimeProvider.System);

        Assert.Equal(LedgerStates.Done, later.Ledger.StateOf(new WorkUnit("all", "s", "k1")));
        Assert.Equal(["b"], CurationStoreTests.Clips(store));
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
            await CurationStoreTests.WriteAsync(writer, "k1", "a", [SampleRow.Of("a")]);
            await writer.TakeDownAsync(["a"], "asked for", DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
        }

        foreach (var part in Directory.GetFiles(folder.Join(lost), "*.parquet", SearchOption.AllDirectories))
        {
            File.Delete(part);
        }

        using var later = store.OpenWriter(TimeProvider.System);

        Assert.Equal(LedgerStates.TakenDown, later.Ledger.StateOf(new WorkUnit("a", "s", "k1")));
        Assert.Empty(CurationStoreTests.Clips(store));
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
            await CurationStoreTests.WriteAsync(writer, "k1", "u", [SampleRow.Of("a"), new SiblingRow { ClipId = "a", Index = 0, Weight = 1 }]);
            await CurationStoreTests.WriteAsync(writer, "k2", "u", [SampleRow.Of("a")]);
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
        var store = await WrittenAsync(folder, ("u", [SampleRow.Of("a")]));

        var part = Path.Join(store.Folder.PartsOf("sample", "k1"), "000000-w0.parquet");
        var bytes = await File.ReadAllBytesAsync(part, TestContext.Current.CancellationToken);
        Array.Fill(bytes, (byte)0xFF, 4, bytes.Length / 4);
        await File.WriteAllBytesAsync(part, bytes, TestContext.Current.CancellationToken);

        Assert.StartsWith(part + ": is damaged;", Assert.Throws<InputException>(() => TableHashes.Of(store)).Message, StringComparison.Ordinal);
    }

    private static async Task<CurationStore> WrittenAsync(TempFolder folder, params (string Unit, object[] Rows)[] units)
    {
        var store = new CurationStore(folder.Path, Catalog);
        using var writer = store.OpenWriter(TimeProvider.System);
        foreach (var (unit, rows) in units)
        {
            await CurationStoreTests.WriteAsync(writer, "k1", unit, rows);
        }

        return store;
    }
}
