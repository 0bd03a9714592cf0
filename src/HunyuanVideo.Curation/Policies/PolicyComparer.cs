using DuckDB.NET.Data;

namespace HunyuanVideo.Curation.Policies;

/// <summary>Compares two policies unit by unit, without writing decisions. Source: spec curation §6 (<c>decide --diff</c>).</summary>
/// <param name="connection">The connection of a <see cref="PolicyDecider"/> that has decided the predecessors of both.</param>
public sealed class PolicyComparer(DuckDBConnection connection)
{
    private const int MostExamples = 20;

    /// <summary>What changes from <paramref name="before"/> to <paramref name="after"/>.</summary>
    /// <exception cref="InputException">An unknown column.</exception>
    public PolicyDifference Compare(Policy before, Policy after)
    {
        var compiler = new PolicyCompiler(ColumnCatalog.Read(connection));
        Keep(compiler, before, "diff_before");
        Keep(compiler, after, "diff_after");
        connection.Run("""
            CREATE OR REPLACE TEMP TABLE diff_units AS
            SELECT unit_id, coalesce(b.state, 'rejected') AS was, coalesce(a.state, 'rejected') AS now, b.reasons AS was_reasons, a.reasons AS now_reasons
            FROM diff_before b FULL JOIN diff_after a USING (unit_id)
            """);
        return new PolicyDifference(
            connection.Count("SELECT count(*) FROM diff_units WHERE was <> 'accepted' AND now = 'accepted'"),
            connection.Count("SELECT count(*) FROM diff_units WHERE was = 'accepted' AND now <> 'accepted'"),
            connection.Count("SELECT count(*) FROM diff_units WHERE was = 'accepted' AND now = 'accepted'"),
            Rules("was_reasons", "was <> 'accepted' AND now = 'accepted'"),
            Rules("now_reasons", "was = 'accepted' AND now <> 'accepted'"),
            Examples());
    }

    private void Keep(PolicyCompiler compiler, Policy policy, string table)
    {
        connection.Run(compiler.Compile(policy, withReasons: true));
        connection.Run($"CREATE OR REPLACE TEMP TABLE {table} AS SELECT unit_id, state, reasons FROM verdict");
    }

    private IReadOnlyList<RuleCount> Rules(string reasons, string condition) => connection.Rows(
        $"SELECT r.\"rule\", count(*) FROM (SELECT unnest({reasons}) AS r FROM diff_units WHERE {condition}) GROUP BY 1 ORDER BY 2 DESC, 1",
        row => new RuleCount(row.GetString(0), row.Whole(1)));

    private IReadOnlyList<ChangedUnit> Examples() => connection.Rows(
        $"""
        SELECT unit_id, was, now, list_transform(CASE WHEN now = 'accepted' THEN was_reasons ELSE now_reasons END, lambda r: r."rule")
        FROM diff_units WHERE (was = 'accepted') <> (now = 'accepted') ORDER BY unit_id LIMIT {MostExamples}
        """,
        row => new ChangedUnit(row.GetString(0), row.GetString(1), row.GetString(2), row.GetFieldValue<List<string>>(3)));
}
