using DuckDB.NET.Data;

namespace HunyuanVideo.Curation.Policies;

/// <summary>
/// Stage S18: decides sets over the measurement tables of a DuckDB connection. Touches no pixel. The rows are the table
/// <c>decision ("set", unit_id, state, reasons, weight)</c> of the connection. Source: spec curation §6.
/// </summary>
public sealed class PolicyDecider
{
    private const double SecondsPerHour = 3600;

    private readonly DuckDBConnection _connection;
    private readonly PolicyCompiler _compiler;

    /// <summary>Completes missing tables by empty ones and makes the derived views.</summary>
    /// <param name="connection">Open; holds the views of spec curation §3 (<c>clip</c>, <c>m_crop</c>, …).</param>
    public PolicyDecider(DuckDBConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _connection = connection;
        PolicySchema.Complete(connection);
        connection.Run("""
            CREATE TEMP TABLE IF NOT EXISTS decision ("set" VARCHAR, unit_id VARCHAR, state VARCHAR,
                reasons STRUCT("rule" VARCHAR, "value" DOUBLE, threshold DOUBLE, margin DOUBLE)[], weight FLOAT)
            """);
        Catalog = ColumnCatalog.Read(connection);
        _compiler = new PolicyCompiler(Catalog);
    }

    /// <summary>The columns that rules may name.</summary>
    public ColumnCatalog Catalog { get; }

    /// <summary>Decides sets one after the other; a set's rows replace older ones.</summary>
    /// <param name="ladder">Policies in any order; each <c>from</c> must be among them.</param>
    /// <returns>A funnel for each set, in the order of deciding.</returns>
    /// <exception cref="InputException">An unknown column, or a broken chain.</exception>
    /// <exception cref="InvalidOperationException">The states do not sum up to the candidates.</exception>
    public IReadOnlyList<SetFunnel> Decide(IReadOnlyList<Policy> ladder)
    {
        var ordered = PolicyLadder.Order(ladder);
        foreach (var policy in ordered)
        {
            Catalog.Require(policy);
        }

        return [.. ordered.Select(Decide)];
    }

    /// <summary>Decides the sets that a policy is taken from, as counting and solving ask for; not the policy itself.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="ladder">Where the sets named by <c>from</c> are found.</param>
    public void DecideBefore(Policy policy, IReadOnlyList<Policy> ladder)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Decide([.. PolicyLadder.ChainOf(policy, ladder).Where(link => link.Set != policy.Set)]);
    }

    /// <summary>Accepted units of a policy whose predecessors are decided already; writes nothing.</summary>
    public long CountAccepted(Policy policy)
    {
        _connection.Run(_compiler.Compile(policy, withReasons: false));
        return _connection.Count("SELECT count(*) FROM verdict WHERE state = 'accepted'");
    }

    /// <summary>Writes the decisions as one Parquet file, sorted by set and unit, beside its place and renamed.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    public void WriteParquet(string path)
    {
        var partial = path + ".tmp";
        _connection.Run("SET preserve_insertion_order = true");   // equal rows in equal order: the same bytes
        _connection.Run($"COPY (SELECT * FROM decision ORDER BY \"set\", unit_id) TO {SqlText.Literal(partial)} (FORMAT parquet, COMPRESSION zstd)");
        File.Move(partial, path, overwrite: true);
    }

    private SetFunnel Decide(Policy policy)
    {
        var sql = _compiler.Compile(policy, withReasons: true);
        _connection.Run(sql);
        _connection.Run($"DELETE FROM decision WHERE \"set\" = {SqlText.Literal(policy.Set)}");
        _connection.Run($"INSERT INTO decision SELECT {SqlText.Literal(policy.Set)}, unit_id, state, reasons, CASE WHEN state = 'accepted' THEN weight ELSE 0 END FROM verdict");
        return Funnel(policy, sql);
    }

    private SetFunnel Funnel(Policy policy, string sql)
    {
        var rules = policy.Rules.Select(rule => (rule.Name, Status: PolicyCompiler.StatusOf(policy, rule)))
            .OrderBy(rule => rule.Status == "s_best" ? 1 : 0)
            .Concat(policy.Balance is null ? [] : [(Name: PolicyCompiler.BalanceReason, Status: "s_balance")]).ToList();
        var columns = new List<string>
        {
            "count(*)", "count(*) FILTER (s_from = 0)", "sum(duration_s) FILTER (s_from = 0)",
            "count(*) FILTER (state = 'accepted')", "sum(duration_s) FILTER (state = 'accepted')",
            "count(*) FILTER (s_from = 0 AND state = 'rejected')", "count(*) FILTER (s_from = 0 AND state = 'held')", "count(*) FILTER (s_from = 0 AND state = 'quarantined')",
        };
        var broken = string.Join(" + ", rules.Select(rule => $"({rule.Status} <> 0)::INTEGER").DefaultIfEmpty("0"));
        for (var index = 0; index < rules.Count; index++)
        {
            var status = rules[index].Status;
            var before = string.Join(" AND ", rules.Take(index + 1).Select(rule => $"{rule.Status} = 0"));
            columns.AddRange([
                $"count(*) FILTER (s_from = 0 AND {status} = 1)", $"count(*) FILTER (s_from = 0 AND {status} = 2)",
                $"count(*) FILTER (s_from = 0 AND NOT quarantined AND {status} <> 0 AND ({broken}) = 1)",
                $"count(*) FILTER (s_from = 0 AND NOT quarantined AND {before})", $"sum(duration_s) FILTER (s_from = 0 AND NOT quarantined AND {before})"]);
        }

        return _connection.Rows($"SELECT {string.Join(",\n", columns)} FROM verdict", row => Read(row, policy, [.. rules.Select(rule => rule.Name)], sql))[0];
    }

    private static SetFunnel Read(DuckDBDataReader row, Policy policy, IReadOnlyList<string> rules, string sql)
    {
        const int FirstRule = 8;
        const int ColumnsPerRule = 5;
        var costs = rules.Select((name, index) => FirstRule + (index * ColumnsPerRule)).Zip(rules, (at, name) => new RuleCost(
            name, row.Whole(at), row.Whole(at + 1), row.Whole(at + 2), row.Whole(at + 3), Hours(row, at + 4)));
        var candidates = row.Whole(1);
        var funnel = new SetFunnel(
            policy.Set, policy.From, policy.Unit, row.Whole(0), candidates, Hours(row, 2), row.Whole(3), Hours(row, 4),
            row.Whole(5), row.Whole(6), row.Whole(7), policy.Aim?.CountOf(candidates), [.. costs], sql);
        return funnel.Accepted + funnel.Rejected + funnel.Held + funnel.Quarantined == candidates
            ? funnel
            : throw new InvalidOperationException($"set {policy.Set}: {candidates} candidates, but the states sum up to another number.");
    }

    private static double Hours(DuckDBDataReader row, int index) => (row.Real(index) ?? 0) / SecondsPerHour;
}
