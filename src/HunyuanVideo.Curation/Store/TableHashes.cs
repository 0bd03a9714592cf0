using System.Security.Cryptography;
using System.Text;
using DuckDB.NET.Data;

namespace HunyuanVideo.Curation.Store;

/// <summary>
/// One hash for each table that says whether two curations hold the same: over rows sorted by key, without time, memory
/// and the number of attempts. Source: spec curation §5.
/// </summary>
public static class TableHashes
{
    private const string Clock = "time_utc_ms";

    private static readonly string[] Accidental = ["seconds", "peak_bytes", "row_count", TableSchema.AttemptColumn];

    private static readonly string Nothing = Convert.ToHexStringLower(SHA256.HashData([]));

    /// <summary>Table → SHA-256 in lower-case hexadecimal digits; tables without rows too.</summary>
    /// <exception cref="InputException">A part is damaged.</exception>
    public static IReadOnlyDictionary<string, string> Of(CurationStore store, ReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        using var reader = store.OpenReader(options);
        try
        {
            DamagedParts.RequireOwn(store, reader);
            return store.Catalog.Schemas.ToDictionary(
                schema => schema.Name,
                schema => ReaderViews.PartsOf(store.Folder, schema).Count == 0 ? Nothing : Hash(reader, schema),
                StringComparer.Ordinal);
        }
        catch (DuckDBException fault)
        {
            throw store.Explain(fault);
        }
    }

    private static string Hash(CurationReader reader, TableSchema schema)
    {
        var isLedger = schema.RowType == typeof(LedgerRow);
        var columns = schema.Columns.Where(column => column.Name != Clock && !(isLedger && Accidental.Contains(column.Name))).Select(column => CurationReader.Quote(column.Name));
        var listed = string.Join(", ", isLedger ? columns : columns.Append(TableSchema.StageKeyColumn));

        // What failed or was lost on the way says nothing of the outcome once another attempt is done.
        var outcome = isLedger ? $" WHERE state NOT IN ({CurationReader.Text(LedgerStates.Failed)}, {CurationReader.Text(LedgerStates.Lost)})" : "";
        using var command = reader.Command(
            $"SELECT to_json(t)::VARCHAR FROM (SELECT {(isLedger ? "DISTINCT " : "")}{listed} FROM {CurationReader.Quote(schema.Name)}{outcome}) t ORDER BY {OrderOf(schema, isLedger)}");
        using var rows = command.ExecuteReader();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (rows.Read())
        {
            hash.AppendData(Encoding.UTF8.GetBytes(rows.GetString(0) + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string OrderOf(TableSchema schema, bool isLedger) => string.Join(
        ", ",
        schema.Keys.Where(key => !isLedger || !Accidental.Contains(key.Name)).Select(key => CurationReader.Quote(key.Name)).Append("1"));
}
