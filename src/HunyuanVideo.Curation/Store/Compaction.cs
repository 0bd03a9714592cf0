using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Curation.Store;

/// <summary>
/// Rewrites the parts of each table and stage key into one, then removes the old. The new part's name says that it
/// stands for all before it, so an interruption shows no row twice. What was taken down is left out. Source: spec
/// curation §3, §15.
/// </summary>
public static class Compaction
{
    private const int Room = 2;
    private const string Source = "source_rows";
    private const string Purged = "purged";

    /// <summary>Compacts a whole curation.</summary>
    /// <exception cref="StoreFullException">No room; nothing has changed.</exception>
    public static void Run(CurationWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var store = writer.Store;
        using var reader = store.OpenReader();
        CountHidden(store, reader);
        foreach (var schema in store.Catalog.Schemas.Where(schema => schema.RowType != typeof(LedgerRow)))
        {
            var place = Path.Join(store.Folder.Parts, schema.Name);
            var keys = Directory.Exists(place) ? Directory.EnumerateDirectories(place).Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
            foreach (var folder in keys)
            {
                var columns = CurationReader.Columns(schema) + $", {string.Join(", ", TableSchema.AddedColumns)}";
                var isShown = ReaderViews.IsShown(schema);
                Rewrite(store, reader, folder, schema, $"{columns} FROM {Source} WHERE {isShown}", $"NOT ({isShown})");
            }
        }

        var ledger = store.Catalog.Of(typeof(LedgerRow));
        Rewrite(
            store, reader, store.Folder.Ledger, ledger,
            $"l.* REPLACE ((l.row_count - coalesce(p.rows, 0))::INTEGER AS row_count) FROM {Source} l LEFT JOIN {Purged} p USING (unit_id, stage_key, attempt)",
            $"(unit_id, stage_key, attempt) IN (SELECT (unit_id, stage_key, attempt) FROM {Purged})");
    }

    /// <summary>Leaves in the table <c>purged</c> how many rows of each attempt go: they are not lost.</summary>
    private static void CountHidden(CurationStore store, CurationReader reader)
    {
        var hidden = store.Catalog.Schemas.Where(schema => schema.RowType != typeof(LedgerRow))
            .Select(schema => $"SELECT unit_id, stage_key, attempt FROM {CurationReader.Quote(ReaderViews.Raw + schema.Name)} WHERE NOT ({ReaderViews.IsShown(schema)})");
        reader.Connection.Run($"CREATE TEMP TABLE {Purged} AS SELECT unit_id, stage_key, attempt, count(*) AS rows FROM ({string.Join(" UNION ALL ", hidden)}) GROUP BY ALL");
    }

    /// <param name="store">The curation.</param>
    /// <param name="reader">Its tables.</param>
    /// <param name="folder">The parts.</param>
    /// <param name="schema">Their table.</param>
    /// <param name="query">What is kept of <c>source</c>, the rows of all parts.</param>
    /// <param name="isStale">Condition on a row that is not kept as it is.</param>
    private static void Rewrite(CurationStore store, CurationReader reader, string folder, TableSchema schema, string query, string isStale)
    {
        var old = PartFiles.Current(folder);
        var source = $"WITH {Source} AS (FROM {ReaderViews.Files(schema, schema.RowType == typeof(LedgerRow), old)})";
        if (old.Count == 0 || (old.Count == 1 && reader.Count($"{source} SELECT count(*) FROM {Source} WHERE {isStale}") == 0))
        {
            return;
        }

        var order = string.Join(", ", schema.Keys.Select(key => CurationReader.Quote(key.Name)));
        var path = PartFiles.PathOf(folder, PartFiles.Next(folder), PartFiles.Compacted);
        var needed = Room * old.Sum(part => new FileInfo(part).Length);
        if (store.Disk.FreeBytes(folder) is var free && free < needed)
        {
            throw new StoreFullException(folder, needed, free);
        }

        using (var command = reader.Command($"""
            COPY ({source} SELECT {query} ORDER BY {order})
            TO {CurationReader.Text(path + AtomicFiles.Unfinished)} (FORMAT parquet, COMPRESSION zstd)
            """))
        {
            command.ExecuteNonQuery();
        }

        store.Disk.Flush(path + AtomicFiles.Unfinished);
        store.Disk.Rename(path + AtomicFiles.Unfinished, path);
        store.Disk.FlushFolder(folder);
        foreach (var part in old)
        {
            store.Disk.Delete(part);
        }
    }
}
