using DuckDB.NET.Data;

namespace HunyuanVideo.Curation.Store;

/// <summary>Finds the parts that a disk has spoiled: DuckDB's own words name neither the file nor the way out.</summary>
internal static class DamagedParts
{
    /// <summary>What to say of a query that failed.</summary>
    /// <param name="folder">The curation.</param>
    /// <param name="schemas">Its tables.</param>
    /// <param name="fault">What DuckDB said.</param>
    /// <returns>An <see cref="InputException"/> with a line for each damaged part; <paramref name="fault"/> itself where all can be read.</returns>
    public static Exception Explain(CurationFolder folder, IEnumerable<TableSchema> schemas, Exception fault)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        var lines = schemas.SelectMany(schema => ReaderViews.PartsOf(folder, schema).Where(path => !IsReadable(connection, schema, path)))
            .Select(path => $"{path}: is damaged; put a copy of it in its place, or delete it and give the commands that made it again: they make anew what it held, and nothing else.").ToList();
        return lines.Count == 0 ? fault : new InputException(string.Join(Environment.NewLine, lines), fault);
    }

    /// <summary>Refuses parts that are whole and of something else: their rows lack a key.</summary>
    /// <exception cref="InputException">There are some.</exception>
    public static void RequireOwn(CurationStore store, CurationReader reader)
    {
        var stray = string.Join(" + ", store.Catalog.Schemas.Select(schema => $"(SELECT count(*) FROM {CurationReader.Quote(ReaderViews.Raw + schema.Name)} WHERE {string.Join(" OR ", NeverNull(schema).Select(column => $"{column} IS NULL"))})"));
        if (reader.Count($"SELECT {stray}") > 0)
        {
            throw store.Explain(new InvalidDataException("the tables hold rows without a key"));
        }
    }

    private static IEnumerable<string> NeverNull(TableSchema schema) => schema.Keys.Select(key => CurationReader.Quote(key.Name)).Append(TableSchema.UnitColumn);

    private static bool IsReadable(DuckDBConnection connection, TableSchema schema, string path)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT bit_xor(hash(p)), {string.Join(", ", NeverNull(schema).Select(column => $"any_value({column})"))} FROM read_parquet({CurationReader.Text(path)}) p";     // every page of every column
        try
        {
            command.ExecuteScalar();
            return true;
        }
        catch (DuckDBException)
        {
            return false;
        }
    }
}
