using DuckDB.NET.Data;
using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Curation.Store;

/// <summary>Finds the parts that a disk has spoiled or a hand has put in a wrong place: DuckDB's own words name neither the file nor the way out.</summary>
internal static class DamagedParts
{
    private const string Mend = "or delete it and give the commands that made it again: they make anew what it held, and nothing else.";

    /// <summary>See <see cref="CurationStore.Explain"/>.</summary>
    public static Exception Explain(CurationFolder folder, TableCatalog catalog, Exception fault)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        var faults = catalog.Schemas.SelectMany(schema =>
        {
            var parts = ReaderViews.PartsOf(folder, schema).ToLookup(path => IsReadable(connection, path));
            return parts[false].Select(path => $"{path}: is damaged; put a copy of it in its place, {Mend}").Concat(Foreign(connection, catalog, schema, [.. parts[true]]));
        }).ToList();
        return faults.Count == 0 ? fault : new InputException(string.Join(Environment.NewLine, faults), fault);
    }

    /// <summary>Refuses parts that are whole and of another table or stage: their rows would count here.</summary>
    /// <exception cref="InputException">There are some.</exception>
    public static void RequireOwn(CurationStore store, CurationReader reader)
    {
        var faults = store.Catalog.Schemas.SelectMany(schema => Foreign(reader.Connection, store.Catalog, schema, ReaderViews.PartsOf(store.Folder, schema))).ToList();
        if (faults.Count == 0 && LostRows.Suspects(reader) is { Count: > 0 } keys)
        {
            // What is taken down again after its record was lost stands twice, and is no more hidden by that.
            faults = [.. store.Catalog.Schemas.Where(schema => schema.RowType != typeof(LedgerRow) && schema.RowType != typeof(TakedownRow)).SelectMany(schema => Doubled(reader.Connection, keys, ReaderViews.PartsOf(store.Folder, schema)))];
        }

        if (faults.Count > 0)
        {
            throw new InputException(string.Join(Environment.NewLine, faults));
        }
    }

    /// <summary>Parts with units of which another part of the same stage key holds the rows as well: one attempt is written into one part.</summary>
    private static IEnumerable<string> Doubled(DuckDBConnection connection, IReadOnlyList<string> keys, IReadOnlyList<string> parts)
    {
        var suspects = parts.Where(path => keys.Contains(Path.GetFileName(Path.GetDirectoryName(path)))).ToList();
        return suspects.Count < 2
            ? []
            : connection.Rows(
                $"""
                SELECT DISTINCT first, second FROM (
                    SELECT min(filename) AS first, max(filename) AS second FROM read_parquet({List(suspects)}, filename = true, hive_partitioning = false)
                    GROUP BY {TableSchema.UnitColumn}, {TableSchema.StageKeyColumn}, {TableSchema.AttemptColumn} HAVING min(filename) <> max(filename))
                ORDER BY ALL
                """,
                row => $"{row.GetString(1)}: holds rows that {row.GetString(0)} holds too; delete the one that is a copy.");
    }

    /// <summary>Parts that lack a column of their table, have one of others, or hold rows of another stage key than their folder is named for.</summary>
    private static IEnumerable<string> Foreign(DuckDBConnection connection, TableCatalog catalog, TableSchema schema, IReadOnlyList<string> parts)
    {
        if (parts.Count == 0)
        {
            return [];
        }

        string[] added = schema.RowType == typeof(LedgerRow) ? [] : [.. TableSchema.AddedColumns];
        var own = schema.Columns.Where(column => column.IsRequired).Select(column => column.Name).Concat(added);
        var others = catalog.Schemas.SelectMany(other => other.Columns).Select(column => column.Name).Except([.. schema.Columns.Select(column => column.Name), .. added]);
        var foreign = connection.Column<string>($"""
            SELECT file_name FROM parquet_schema({List(parts)}) GROUP BY file_name
            HAVING NOT list_has_all(list(name), {List(own)}) OR list_has_any(list(name), {List(others)}::VARCHAR[])
            """).ToHashSet(StringComparer.Ordinal);
        var alike = parts.Where(path => !foreign.Contains(path)).ToList();
        if (added.Length > 0 && alike.Count > 0)
        {
            var keys = connection.Rows(
                $"SELECT DISTINCT filename, {TableSchema.StageKeyColumn} FROM read_parquet({List(alike)}, filename = true, hive_partitioning = false)",
                row => (Path: row.GetString(0), Key: row.Text(1)));
            foreign.UnionWith(keys.Where(row => row.Key != Path.GetFileName(Path.GetDirectoryName(row.Path))).Select(row => row.Path));
        }

        return foreign.Order(StringComparer.Ordinal).Select(path => $"{path}: is of another table or stage; put the part that belongs there in its place, {Mend}");
    }

    private static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(CurationReader.Text))}]";

    private static bool IsReadable(DuckDBConnection connection, string path)
    {
        try
        {
            connection.Rows($"SELECT bit_xor(hash(p)) FROM read_parquet({CurationReader.Text(path)}) p", row => row.FieldCount);     // every page of every column
            return true;
        }
        catch (DuckDBException)
        {
            return false;
        }
    }
}
