using System.Globalization;
using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Curation.Store;

/// <summary>Units that are done by the ledger and whose rows are gone with a part, of the stages as they are now and of what is shown.</summary>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Units">How many; of files taken in, contents: a file that has changed since never comes again.</param>
public sealed record LostRows(string Stage, long Units)
{
    private const string Suspect = "suspect";
    private const string Missing = "missing";
    private const string Source = "source";
    private const string SourcePath = "source_path";
    private const string SuspectLedger = $"(FROM {ReaderViews.Raw}ledger SEMI JOIN {Suspect} USING (stage_key))";

    /// <summary>All of them, in order of the stages' names.</summary>
    public static IReadOnlyList<LostRows> Of(CurationReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        FindMissing(reader);
        var contents = reader.Has(Source) && reader.Has(SourcePath) && IsIngestSuspect(reader) ? $"UNION ALL SELECT '{LedgerRow.FileStage}', source_id FROM ({LostContents(reader)})" : "";
        return reader.Connection.Rows(
            $"""
            WITH unit AS (
                SELECT stage, stage_key, unit_id FROM {Missing}
                UNION SELECT stage, stage_key, unit_id FROM lost o WHERE NOT EXISTS (SELECT 1 FROM {ReaderViews.Raw}ledger l
                    WHERE l.unit_id = o.unit_id AND l.stage_key = o.stage_key AND l.attempt >= o.attempt AND l.state IN ('{LedgerStates.Done}', '{LedgerStates.Quarantined}')))
            SELECT stage, count(*) FROM (
                SELECT stage, unit_id FROM unit l WHERE stage <> '{LedgerRow.FileStage}' AND {ReaderViews.IsCurrent} AND unit_id NOT IN (SELECT id FROM hidden) {contents})
            GROUP BY stage ORDER BY stage
            """,
            row => new LostRows(row.GetString(0), row.Whole(1)));
    }

    /// <summary>Units of the stages as they are now whose rows the ledger does not know: parts of it are gone, or a run was killed between the two.</summary>
    public static long Unknown(CurationReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        FindSuspects(reader);
        return reader.Count($"""
            SELECT count(DISTINCT unit_id) FROM {SuspectRows(reader)} p ANTI JOIN {SuspectLedger} l USING (unit_id, stage_key)
            WHERE stage_key IN (SELECT stage_key FROM stage_now WHERE stage <> '{LedgerRow.FileStage}') AND unit_id NOT IN (SELECT id FROM hidden)
            """);
    }

    /// <summary>What to say of units whose rows the ledger does not know; null where there are none.</summary>
    public static string? UnknownNotice(CurationReader reader) => Unknown(reader) is > 0 and var units
        ? $"the ledger does not know the rows of {Count(units)}, and they count nowhere; the commands that made them make them again."
        : null;

    /// <summary>What to say of them, where there are some: the beginning of a sentence.</summary>
    public static string Say(IEnumerable<LostRows> lost) => $"a part is gone, and with it rows of {string.Join(", ", lost)}";

    /// <summary>What to say of them to who can give those commands again.</summary>
    public static string Notice(IEnumerable<LostRows> lost) => $"{Say(lost)}; the commands that made them make them again.";

    /// <inheritdoc/>
    public override string ToString() => $"{Stage} ({Count(Units)})";

    /// <summary>"1 unit", "2 units".</summary>
    internal static string Count(long units) => string.Create(CultureInfo.InvariantCulture, $"{units} unit{(units == 1 ? "" : "s")}");

    /// <summary>The units of which that is not on record yet, of all stage keys.</summary>
    internal static IReadOnlyList<WorkUnit> Fresh(CurationReader reader)
    {
        FindMissing(reader);
        return reader.Connection.Rows($"SELECT unit_id, stage, stage_key FROM {Missing} ORDER BY ALL", row => new WorkUnit(row.GetString(0), row.GetString(1), row.GetString(2)));
    }

    /// <summary>Attempts that wrote rows and whose ledger row was never written: the highest of each unit.</summary>
    internal static IReadOnlyList<(string UnitId, string StageKey, short Attempt)> Orphans(CurationReader reader)
    {
        FindSuspects(reader);
        return reader.Connection.Rows(
            $"SELECT unit_id, stage_key, max(attempt) FROM {SuspectRows(reader)} p ANTI JOIN {SuspectLedger} l USING (unit_id, stage_key, attempt) GROUP BY ALL",
            row => (row.GetString(0), row.GetString(1), row.GetInt16(2)));
    }

    /// <summary>Stage keys of which ledger and tables tell different rows.</summary>
    internal static IReadOnlyList<string> Suspects(CurationReader reader)
    {
        FindSuspects(reader);
        return reader.Connection.Column<string>($"SELECT stage_key FROM {Suspect} ORDER BY stage_key");
    }

    /// <summary>Leaves in the table <c>missing</c> the units that wrote more rows than there are.</summary>
    private static void FindMissing(CurationReader reader)
    {
        FindSuspects(reader);
        reader.Connection.Run($"""
            CREATE TEMP TABLE IF NOT EXISTS {Missing} AS SELECT DISTINCT l.unit_id, l.stage, l.stage_key
            FROM {SuspectLedger} l {ReaderViews.WithoutLost}
            LEFT JOIN (SELECT unit_id, stage_key, attempt, count(*) AS rows FROM {SuspectRows(reader)} GROUP BY ALL) p USING (unit_id, stage_key, attempt)
            WHERE l.state = '{LedgerStates.Done}' AND l.row_count > coalesce(p.rows, 0)
            """);
    }

    /// <summary>
    /// Leaves in the table <c>suspect</c> the stage keys of which ledger and tables tell different rows. A sum of hashes tells
    /// it in one pass; to look each unit up takes more memory than a reader has where there are millions. A reader's tables never
    /// change, so neither do these.
    /// </summary>
    private static void FindSuspects(CurationReader reader) => reader.Connection.Run($"""
        CREATE TEMP TABLE IF NOT EXISTS {Suspect} AS SELECT stage_key
        FROM (SELECT stage_key, sum(hash(unit_id, attempt)::HUGEINT) AS rows FROM ({reader.AllRows}) GROUP BY stage_key) p
        FULL JOIN (
            SELECT stage_key, sum(hash(unit_id, attempt)::HUGEINT * row_count) AS rows
            FROM {ReaderViews.Raw}ledger l {ReaderViews.WithoutLost} WHERE state = '{LedgerStates.Done}' GROUP BY stage_key) l USING (stage_key)
        WHERE coalesce(p.rows, 0) <> coalesce(l.rows, 0)
        """);

    private static bool IsIngestSuspect(CurationReader reader) => reader.Count($"""
        SELECT count(*) FROM (SELECT stage_key FROM {Suspect} UNION ALL SELECT stage_key FROM lost) WHERE stage_key IN (
            SELECT stage_key FROM {ReaderViews.Raw}{Source} UNION SELECT stage_key FROM {ReaderViews.Raw}{SourcePath} UNION SELECT stage_key FROM {ReaderViews.Raw}ledger WHERE stage = '{LedgerRow.FileStage}')
        """) > 0;

    private static string SuspectRows(CurationReader reader) => $"(FROM ({reader.AllRows}) SEMI JOIN {Suspect} USING (stage_key))";

    // One of the two tables of a content is left, or a clip of it.
    private static string LostContents(CurationReader reader)
    {
        string[] tables = [Source, SourcePath];
        var left = tables
            .Select(table => $"""
                SELECT source_id FROM {ReaderViews.Raw}{table} p
                SEMI JOIN (FROM {ReaderViews.Raw}ledger WHERE stage = '{LedgerRow.FileStage}' AND state = '{LedgerStates.Done}') USING (unit_id, stage_key, attempt)
                """)
            .Concat(reader.Has(ReaderViews.ClipTable) ? [$"SELECT source_id FROM {ReaderViews.ClipTable}"] : []);
        return $"""
            SELECT DISTINCT source_id FROM ({string.Join(" UNION ALL ", left)})
            WHERE source_id NOT IN (SELECT id FROM hidden) AND source_id NOT IN (SELECT source_id FROM {Source} SEMI JOIN {SourcePath} USING (source_id))
            """;
    }
}
