using System.Globalization;
using DuckDB.NET.Data;

namespace HunyuanVideo.Curation.Store;

/// <summary>Builds the views of a <see cref="CurationReader"/>.</summary>
internal static class ReaderViews
{
    /// <summary>Prefix of the views over all parts, whatever the ledger says of them.</summary>
    public const string Raw = "raw_";

    /// <summary>Join in SQL behind the ledger as <c>l</c>: without attempts whose rows were lost later.</summary>
    public const string WithoutLost = "ANTI JOIN lost o ON o.unit_id = l.unit_id AND o.stage_key = l.stage_key AND o.attempt > l.attempt";      // NOT EXISTS takes three times as long

    private const string ClipTable = "clip";
    private static readonly string[] IdColumns = ["source_id", "clip_id", "item_id", "a", "b"];     // what may name a source or a clip

    /// <summary>Condition in SQL on a row of a table: nothing of it was taken down.</summary>
    public static string IsShown(TableSchema schema) => string.Join(" AND ", schema.Columns
        .Where(column => IdColumns.Contains(column.Name))
        .Select(column => $"coalesce({CurationReader.Quote(column.Name)}, '') NOT IN (SELECT id FROM hidden)")
        .Append("true"));

    /// <summary>Query of what was taken down, as the table says: the ledger says it too.</summary>
    public static string TakenDown(TableCatalog catalog) => catalog.Schemas.FirstOrDefault(schema => schema.RowType == typeof(TakedownRow)) is { } table
        ? $"SELECT DISTINCT id FROM {CurationReader.Quote(Raw + table.Name)}"
        : "SELECT '' AS id WHERE false";

    /// <exception cref="InputException">A part is damaged.</exception>
    public static CurationReader Open(CurationFolder folder, TableCatalog catalog, CurationHeader header, ReaderOptions options)
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        var reader = new CurationReader(connection, catalog);
        try
        {
            Execute(reader, Settings(folder, options) + string.Concat(catalog.Schemas.Select(schema => RawView(folder, schema))) + ValidUnits(header));
            var hides = Hide(reader, catalog);
            Execute(reader, string.Concat(catalog.Schemas.Select(schema => View(schema, hides))));
            return reader;
        }
        catch (Exception fault)
        {
            reader.Dispose();
            throw fault is DuckDBException ? DamagedParts.Explain(folder, catalog, fault) : fault;
        }
    }

    /// <summary>The files of a table that count.</summary>
    public static IReadOnlyList<string> PartsOf(CurationFolder folder, TableSchema schema)
    {
        var place = Path.Join(folder.Parts, schema.Name);
        return schema.RowType == typeof(LedgerRow) ? PartFiles.Current(folder.Ledger)
            : Directory.Exists(place) ? [.. Directory.EnumerateDirectories(place).Order(StringComparer.Ordinal).SelectMany(PartFiles.Current)]
            : [];
    }

    private static string Settings(CurationFolder folder, ReaderOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
         SET memory_limit = '{options.MemoryBytes / 1024} KiB';
         SET threads = {options.Threads};
         SET temp_directory = {CurationReader.Text(folder.Scratch)};
         SET autoinstall_known_extensions = false;
         SET preserve_insertion_order = false;
         """);

    private static string RawView(CurationFolder folder, TableSchema schema)
    {
        var isLedger = schema.RowType == typeof(LedgerRow);
        var columns = CurationReader.Columns(schema) + (isLedger ? "" : $", {string.Join(", ", TableSchema.AddedColumns)}");
        var files = PartsOf(folder, schema);
        return $"CREATE VIEW {CurationReader.Quote(Raw + schema.Name)} AS SELECT {columns} FROM {(files.Count == 0 ? Nothing(schema, isLedger) : Files(schema, isLedger, files))};";
    }

    // A column that an older program did not know is null in its parts: the empty table gives every column its type.
    public static string Files(TableSchema schema, bool isLedger, IReadOnlyList<string> files) =>
        $"(FROM {Nothing(schema, isLedger)} UNION ALL BY NAME FROM read_parquet([{string.Join(", ", files.Select(CurationReader.Text))}], union_by_name = true, hive_partitioning = false))";

    private static string Nothing(TableSchema schema, bool isLedger)
    {
        var columns = schema.Columns.Select(column => $"NULL::{column.SqlType} AS {CurationReader.Quote(column.Name)}");
        string[] added = isLedger ? [] : [$"NULL::VARCHAR AS {TableSchema.StageKeyColumn}", $"NULL::VARCHAR AS {TableSchema.UnitColumn}", $"NULL::SMALLINT AS {TableSchema.AttemptColumn}"];
        return $"(SELECT {string.Join(", ", columns.Concat(added))} WHERE false)";
    }

    private static string ValidUnits(CurationHeader header)
    {
        // A stage whose key has changed since: its old rows stay in the files, for the key may come back.
        var current = header.Stages.Select(stage => $"({CurationReader.Text(stage.Key)}, {CurationReader.Text(stage.Value)})");
        var outdated = header.Stages.Count == 0 ? "" : $"AND NOT EXISTS (SELECT 1 FROM (VALUES {string.Join(", ", current)}) c(s, k) WHERE c.s = stage AND c.k <> stage_key)";
        return $"""
                CREATE TABLE lost AS SELECT unit_id, stage_key, max(attempt) AS attempt FROM {Raw}ledger WHERE state = {CurationReader.Text(LedgerStates.Lost)} GROUP BY ALL;
                CREATE TABLE valid_unit AS
                SELECT unit_id, stage_key, min(attempt) AS attempt FROM {Raw}ledger l {WithoutLost}
                WHERE state IN ({CurationReader.Text(LedgerStates.Done)}, {CurationReader.Text(LedgerStates.TakenDown)}) {outdated} GROUP BY ALL;
                CREATE TABLE hidden AS SELECT DISTINCT unit_id AS id FROM {Raw}ledger WHERE state = {CurationReader.Text(LedgerStates.TakenDown)};
                """;
    }

    private static bool Hide(CurationReader reader, TableCatalog catalog)
    {
        Execute(reader, $"INSERT INTO hidden FROM ({TakenDown(catalog)}) WHERE id NOT IN (FROM hidden)");      // by whichever of the two a disk has left
        if (reader.Count("SELECT count(*) FROM hidden") == 0)
        {
            return false;
        }

        if (catalog.Schemas.Any(schema => schema.Name == ClipTable))
        {
            Execute(reader, $"INSERT INTO hidden SELECT DISTINCT clip_id FROM {Raw}{ClipTable} WHERE source_id IN (SELECT id FROM hidden)");
        }

        return true;
    }

    private static string View(TableSchema schema, bool hides)
    {
        var name = CurationReader.Quote(schema.Name);
        var raw = CurationReader.Quote(Raw + schema.Name);
        if (schema.RowType == typeof(LedgerRow))
        {
            return $"CREATE VIEW {name} AS FROM {raw};";
        }

        return $"""
                CREATE VIEW {name} AS SELECT {string.Join(", ", schema.Columns.Select(column => "p." + CurationReader.Quote(column.Name)))}, p.{TableSchema.StageKeyColumn}
                FROM {raw} p SEMI JOIN valid_unit v USING (unit_id, stage_key, attempt) WHERE {(hides ? IsShown(schema) : "true")};
                """;
    }

    private static void Execute(CurationReader reader, string sql)
    {
        using var command = reader.Command(sql);
        command.ExecuteNonQuery();
    }
}
