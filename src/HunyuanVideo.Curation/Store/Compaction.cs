namespace HunyuanVideo.Curation.Store;

/// <summary>
/// Rewrites the parts of each table and stage key into one, then removes the old. The new part's name says that it
/// stands for all before it, so an interruption shows no row twice. What was taken down is left out. Source: spec
/// curation §3, §15.
/// </summary>
public static class Compaction
{
    private const int Room = 2;

    /// <summary>Compacts a whole curation.</summary>
    /// <exception cref="StoreFullException">No room; nothing has changed.</exception>
    public static void Run(CurationWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var store = writer.Store;
        using var reader = store.OpenReader();
        foreach (var schema in store.Catalog.Schemas.Where(schema => schema.RowType != typeof(LedgerRow)))
        {
            var place = Path.Join(store.Folder.Parts, schema.Name);
            var keys = Directory.Exists(place) ? Directory.EnumerateDirectories(place).Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
            foreach (var folder in keys)
            {
                var columns = CurationReader.Columns(schema) + $", {TableSchema.StageKeyColumn}, {TableSchema.UnitColumn}, {TableSchema.AttemptColumn}";
                Rewrite(store, reader, folder, schema, columns, ReaderViews.IsShown(schema));
            }
        }

        var ledger = store.Catalog.Of(typeof(LedgerRow));
        Rewrite(store, reader, store.Folder.Ledger, ledger, CurationReader.Columns(ledger), "true");
    }

    private static void Rewrite(CurationStore store, CurationReader reader, string folder, TableSchema schema, string columns, string kept)
    {
        var old = PartFiles.Current(folder);
        var files = string.Join(", ", old.Select(CurationReader.Text));
        if (old.Count == 0 || (old.Count == 1 && !HasHidden(reader, files, kept)))
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
            COPY (SELECT {columns} FROM read_parquet([{files}], union_by_name = true) WHERE {kept} ORDER BY {order})
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

    private static bool HasHidden(CurationReader reader, string files, string kept) =>
        reader.Count($"SELECT count(*) FROM read_parquet([{files}], union_by_name = true) WHERE NOT ({kept})") > 0;
}
