using DuckDB.NET.Data;

namespace HunyuanVideo.Curation.Store;

/// <summary>Finds the parts that a disk has spoiled: DuckDB's own words name neither the file nor the way out.</summary>
internal static class DamagedParts
{
    /// <summary>What to say of a query that failed.</summary>
    /// <param name="folder">The curation.</param>
    /// <param name="schemas">The tables it read.</param>
    /// <param name="fault">What DuckDB said.</param>
    /// <returns>An <see cref="InputException"/> with a line for each damaged part; <paramref name="fault"/> itself where all can be read.</returns>
    public static Exception Explain(CurationFolder folder, IEnumerable<TableSchema> schemas, DuckDBException fault)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        var lines = schemas.SelectMany(schema => ReaderViews.PartsOf(folder, schema)).Where(path => !IsReadable(connection, path))
            .Select(path => $"{path}: is damaged; put a copy of it in its place, or make the curation anew in another --out.").ToList();
        return lines.Count == 0 ? fault : new InputException(string.Join(Environment.NewLine, lines), fault);
    }

    private static bool IsReadable(DuckDBConnection connection, string path)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT bit_xor(hash(p)) FROM read_parquet({CurationReader.Text(path)}) p";     // every page of every column
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
