using System.Globalization;
using DuckDB.NET.Data;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Store;

/// <summary>Builds the views of a <see cref="CurationReader"/>.</summary>
internal static class ReaderViews
{
    /// <summary>Prefix of the views over all parts, whatever the ledger says of them.</summary>
    public const string Raw = "raw_";

    /// <summary>Join in SQL behind the ledger as <c>l</c>: without attempts whose rows were lost later.</summary>
    public const string WithoutLost = "ANTI JOIN lost o ON o.unit_id = l.unit_id AND o.stage_key = l.stage_key AND o.attempt > l.attempt";      // NOT EXISTS takes three times as long

    /// <summary>Table of the clips.</summary>
    public const string ClipTable = "clip";

    /// <summary>Condition in SQL on a row of the ledger, or of its form, as <c>l</c>: its stage has this key still. The rows of others stay in the files, for their key may come back.</summary>
    public const string IsCurrent = "NOT EXISTS (SELECT 1 FROM stage_now n WHERE n.stage = l.stage AND n.stage_key <> l.stage_key)";

    private const string ValidUnits = $"""
        CREATE TABLE valid_unit AS
        SELECT unit_id, stage_key, min(attempt) AS attempt FROM {Raw}ledger l {WithoutLost}
        WHERE state IN ('{LedgerStates.Done}', '{LedgerStates.TakenDown}') AND {IsCurrent} GROUP BY ALL;
        CREATE TABLE hidden AS SELECT DISTINCT unit_id AS id FROM {Raw}ledger WHERE state = '{LedgerStates.TakenDown}';
        """;

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
            var parts = catalog.Schemas.OrderBy(schema => schema.RowType != typeof(LedgerRow))     // of a run under way the ledger must not know more than the tables
                .Select(schema => (Schema: schema, Files: PartsOf(folder, schema))).ToList();
            var rows = parts.Select(table => Rows(table.Schema, table.Files, isLoaded: table.Files.Sum(path => FileLength.Of(path) ?? 0) <= options.MostLoadedBytes));
            Execute(reader, Settings(folder, options) + string.Concat(rows) + Current(header));
            Restore(reader);
            Execute(reader, ValidUnits);
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
        if (schema.RowType == typeof(LedgerRow))
        {
            return PartFiles.Current(folder.Ledger);
        }

        // Listed, not asked for by name: without the right to look into it every table would seem gone.
        var place = Path.Join(folder.Parts, schema.Name);
        return Directory.Exists(folder.Parts) && Directory.EnumerateDirectories(folder.Parts).Contains(place, StringComparer.Ordinal)
            ? [.. Directory.EnumerateDirectories(place).Order(StringComparer.Ordinal).SelectMany(PartFiles.Current)]
            : [];
    }

    /// <summary>Query of all rows in files of a table. A column that an older program did not know is null in its parts: the empty table gives every column its type.</summary>
    /// <param name="schema">The table.</param>
    /// <param name="isLedger">Whether it is the ledger, whose rows have no added columns.</param>
    /// <param name="files">At least one.</param>
    public static string Files(TableSchema schema, bool isLedger, IReadOnlyList<string> files) =>
        $"(FROM {Nothing(schema, isLedger)} UNION ALL BY NAME FROM read_parquet([{string.Join(", ", files.Select(CurationReader.Text))}], union_by_name = true, hive_partitioning = false))";

    private static string Settings(CurationFolder folder, ReaderOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
         SET memory_limit = '{options.MemoryBytes / 1024} KiB';
         SET threads = {options.Threads};
         SET temp_directory = {CurationReader.Text(folder.Scratch)};
         SET autoinstall_known_extensions = false;
         SET preserve_insertion_order = false;
         SET parquet_metadata_cache = true;
         """);

    /// <summary>All rows in the files of a table: read once, or anew for each query.</summary>
    private static string Rows(TableSchema schema, IReadOnlyList<string> files, bool isLoaded)
    {
        var isLedger = schema.RowType == typeof(LedgerRow);
        var columns = CurationReader.Columns(schema) + (isLedger ? "" : $", {string.Join(", ", TableSchema.AddedColumns)}");
        return $"CREATE {(isLoaded ? "TABLE" : "VIEW")} {CurationReader.Quote(Raw + schema.Name)} AS SELECT {columns} FROM {(files.Count == 0 ? Nothing(schema, isLedger) : Files(schema, isLedger, files))};";
    }

    private static string Nothing(TableSchema schema, bool isLedger)
    {
        var columns = schema.Columns.Select(column => $"NULL::{column.SqlType} AS {CurationReader.Quote(column.Name)}");
        string[] added = isLedger ? [] : [$"NULL::VARCHAR AS {TableSchema.StageKeyColumn}", $"NULL::VARCHAR AS {TableSchema.UnitColumn}", $"NULL::SMALLINT AS {TableSchema.AttemptColumn}"];
        return $"(SELECT {string.Join(", ", columns.Concat(added))} WHERE false)";
    }

    private static string Current(CurationHeader header)
    {
        var current = header.Stages.Select(stage => $"({CurationReader.Text(stage.Key)}, {CurationReader.Text(stage.Value)})").Append("(NULL::VARCHAR, NULL::VARCHAR)");
        return $"""
                CREATE TABLE stage_now AS FROM (VALUES {string.Join(", ", current)}) n(stage, stage_key) WHERE stage IS NOT NULL;
                CREATE TABLE lost AS SELECT unit_id, stage, stage_key, max(attempt) AS attempt FROM {Raw}ledger WHERE state = {CurationReader.Text(LedgerStates.Lost)} GROUP BY ALL;
                """;
    }

    /// <summary>Attempts whose rows are there again are not lost any more: a copy of the part was put in its place after that was on record.</summary>
    private static void Restore(CurationReader reader)
    {
        if (reader.Count("SELECT count(*) FROM lost") > 0)
        {
            Execute(reader, $"""
                UPDATE lost SET attempt = r.attempt FROM (
                    SELECT l.unit_id, l.stage_key, max(l.attempt) AS attempt FROM {Raw}ledger l SEMI JOIN lost USING (unit_id, stage_key)
                    JOIN (SELECT unit_id, stage_key, attempt, count(*) AS rows FROM ({reader.AllRows}) SEMI JOIN lost USING (unit_id, stage_key) GROUP BY ALL) p USING (unit_id, stage_key, attempt)
                    WHERE l.state = {CurationReader.Text(LedgerStates.Done)} AND p.rows >= l.row_count GROUP BY ALL) r
                WHERE lost.unit_id = r.unit_id AND lost.stage_key = r.stage_key;
                """);
        }
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
