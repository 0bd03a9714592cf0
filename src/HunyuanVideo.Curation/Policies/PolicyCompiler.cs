namespace HunyuanVideo.Curation.Policies;

/// <summary>
/// Turns a policy into SQL. Order: candidates, rule statuses, reasons, duplicates among those left, balance.
/// Source: spec curation §6.
/// </summary>
/// <param name="catalog">The columns that exist.</param>
internal sealed class PolicyCompiler(ColumnCatalog catalog)
{
    /// <summary>The column whose rule is decided anew among the units that kept all other rules.</summary>
    internal const string BestCopy = "dup_group.keep";

    /// <summary>Name of the reason that a unit is no candidate.</summary>
    internal const string FromReason = "from";

    /// <summary>Name of the reason that a unit was left out of the balanced sample.</summary>
    internal const string BalanceReason = "balance";

    /// <summary>SQL: units and stages that ended in quarantine; what another attempt measured is out of it.</summary>
    internal const string LostUnits = """
        SELECT unit_id, stage FROM ledger WHERE unit_id IN (SELECT unit_id FROM ledger WHERE state = 'quarantined')
        GROUP BY ALL HAVING bool_or(state = 'quarantined') AND NOT bool_or(state = 'done')
        """;

    private const string QuarantineReason = "quarantine";
    private const int RandomBits = 53;
    private const int HashDigits = 14;       // 56 bits, of which the last three are dropped
    private const string AcceptedState = "accepted";

    /// <summary>SQL that fills the temporary tables <c>judged</c> and <c>verdict</c>.</summary>
    /// <param name="policy">A policy whose columns exist.</param>
    /// <param name="withReasons">Whether lists of reasons are made; counting alone is faster without.</param>
    public string Compile(Policy policy, bool withReasons)
    {
        catalog.Require(policy);
        var best = policy.Rules.FirstOrDefault(rule => rule.Column == BestCopy && rule.Is == true);
        var rules = policy.Rules.Where(rule => rule != best).ToList();
        return Judged(policy, rules, best is not null, withReasons) + ";\n" + Verdict(policy, rules, best, withReasons);
    }

    /// <summary>Name of the status column of a rule.</summary>
    public static string StatusOf(Policy policy, PolicyRule rule) =>
        rule.Column == BestCopy && rule.Is == true ? "s_best" : $"s_{policy.Rules.Where(other => other.Column != BestCopy || other.Is != true).ToList().IndexOf(rule)}";

    /// <summary>One row for each unit with a status for each rule and the list of reasons so far.</summary>
    private string Judged(Policy policy, List<PolicyRule> rules, bool hasBest, bool withReasons)
    {
        var used = rules.SelectMany(rule => rule.Leaves()).Select(rule => rule.Column!).Distinct(StringComparer.Ordinal).ToList();
        var columns = used.Select((column, index) => (column, Joined: new JoinedColumn($"v{index}", catalog.IsSingle(column))))
            .ToDictionary(pair => pair.column, pair => pair.Joined, StringComparer.Ordinal);
        var sql = new RuleSql(columns);
        var values = columns.Select(pair => $"{Reference(pair.Key)} AS {pair.Value}");
        var statuses = rules.Select((rule, index) => $"({sql.Status(rule)})::UTINYINT AS s_{index}");
        var reasons = rules.SelectMany(sql.Reasons).Prepend($"CASE WHEN quarantined THEN {RuleSql.Reason(QuarantineReason)} END")
            .Append($"CASE WHEN s_from <> 0 THEN {RuleSql.Reason(FromReason + (policy.From is null ? "" : ": " + policy.From))} END");
        var extras = (hasBest ? ", dup_group.group_id, dup_group.rank_score" : "") + (policy.Balance is null ? "" : ", " + BalanceClass(policy.Balance) + " AS class");
        return $"""
            CREATE OR REPLACE TEMP TABLE judged AS
            WITH valued AS (
                SELECT {string.Join(", ", values.Prepend($"clip.clip_id AS unit_id, clip.duration_s, q.unit_id IS NOT NULL AS quarantined, {FromStatus(policy)} AS s_from"))}{extras}
                FROM clip
                {Joins(policy, used, hasBest)}
                WHERE {(policy.Unit == PolicyUnits.Image ? "true" : "clip.frames > 1")})
            SELECT {string.Join(",\n    ", statuses.Prepend($"unit_id, duration_s, quarantined, s_from::UTINYINT AS s_from{(hasBest ? ", group_id, rank_score" : "")}{(policy.Balance is null ? "" : ", class")}"))},
                {(withReasons ? $"list_filter([{string.Join(",\n    ", reasons)}], lambda x: x IS NOT NULL)" : "NULL")} AS reasons
            FROM valued
            """;
    }

    /// <summary>The state of each unit: rules, then the best of its copies, then the balanced sample.</summary>
    private static string Verdict(Policy policy, List<PolicyRule> rules, PolicyRule? best, bool withReasons)
    {
        var statuses = rules.Select((_, index) => $"s_{index}").Prepend("s_from").ToList();
        var kept = string.Join(" AND ", statuses.Select(status => $"{status} = 0").Append("NOT quarantined"));
        var broken = string.Join(" OR ", statuses.Select(status => $"{status} = 1"));
        var missing = best is null ? 0 : RuleSql.MissingStatus(best);
        var bestStatus = best is null
            ? "0"
            : $"CASE WHEN NOT kept THEN 0 WHEN group_id IS NULL THEN {missing} WHEN row_number() OVER (PARTITION BY group_id, kept ORDER BY rank_score DESC, unit_id) = 1 THEN 0 ELSE 1 END";
        return $"""
            CREATE OR REPLACE TEMP TABLE verdict AS
            WITH ruled AS (SELECT *, ({kept}) AS kept, ({broken}) AS broken FROM judged),
            copied AS (SELECT *, ({bestStatus})::UTINYINT AS s_best FROM ruled),
            {Weighed(policy)}
            SELECT * EXCLUDE (reasons, kept, broken, copy_kept),
                CASE WHEN quarantined THEN 'quarantined' WHEN broken OR s_best = 1 OR s_balance = 1 THEN 'rejected'
                    WHEN NOT kept OR s_best = 2 OR s_balance = 2 THEN 'held' ELSE '{AcceptedState}' END AS state,
                {(withReasons ? LateReasons(policy, best) : "NULL")} AS reasons
            FROM weighed
            """;
    }

    private static string LateReasons(Policy policy, PolicyRule? best)
    {
        var copy = best is null ? "NULL" : $"CASE s_best WHEN 1 THEN {RuleSql.Reason(best.Name, "0", "1", "-1")} WHEN 2 THEN {RuleSql.Reason(best.Name)} END";
        var balance = policy.Balance is null
            ? "NULL"
            : $"CASE s_balance WHEN 1 THEN {RuleSql.Reason(BalanceReason, "u", "weight", "(weight - u)")} WHEN 2 THEN {RuleSql.Reason(BalanceReason)} END";
        return best is null && policy.Balance is null
            ? "reasons"
            : $"CASE WHEN s_best = 0 AND s_balance = 0 THEN reasons ELSE list_filter([{copy}, {balance}], lambda x: x IS NOT NULL) END";
    }

    /// <summary>Weights by class among those left, and the sample: a unit's own number does not depend on the pool.</summary>
    private static string Weighed(Policy policy)
    {
        const string CopyKept = "(kept AND s_best = 0)";
        if (policy.Balance is not { } balance)
        {
            return $"weighed AS (SELECT *, {CopyKept} AS copy_kept, 1::DOUBLE AS weight, 0::DOUBLE AS u, 0::UTINYINT AS s_balance FROM copied)";
        }

        var cap = balance.Cap == PolicyBalance.MedianCap ? "(SELECT median(n) FROM sizes)" : SqlText.Number(double.Parse(balance.Cap, System.Globalization.CultureInfo.InvariantCulture));
        var drops = balance.Mode == PolicyBalance.SampleMode ? "u >= weight" : "false";
        return $"""
            passed AS (SELECT *, {CopyKept} AS copy_kept FROM copied),
            sizes AS (SELECT class, count(*) AS n FROM passed WHERE copy_kept AND class IS NOT NULL GROUP BY class),
            weights AS (SELECT class, least(1, pow({cap} / n, {SqlText.Number(balance.Beta)})) AS class_weight FROM sizes),
            numbered AS (SELECT passed.*, coalesce(class_weight, 1) AS weight, CASE WHEN copy_kept THEN {StableNumber(policy.Seed, "unit_id")} ELSE 0 END AS u
                FROM passed LEFT JOIN weights ON weights.class = passed.class),
            weighed AS (SELECT *, CASE WHEN NOT copy_kept THEN 0 WHEN class IS NULL THEN 2 WHEN {drops} THEN 1 ELSE 0 END::UTINYINT AS s_balance FROM numbered)
            """;
    }

    /// <summary>First 53 bits of SHA-256 over seed, newline and identity, as a number in [0, 1).</summary>
    internal static string StableNumber(long seed, string id) =>
        $"((('0x' || substr(sha256({SqlText.Literal(SqlText.Number(seed))} || chr(10) || {id}), 1, {HashDigits}))::UBIGINT >> {(HashDigits * 4) - RandomBits})::DOUBLE / {1L << RandomBits})";

    private static string FromStatus(Policy policy) =>
        policy.From is null ? "0" : $"CASE f.state WHEN '{AcceptedState}' THEN 0 WHEN 'held' THEN 2 ELSE 1 END";

    private static string BalanceClass(PolicyBalance balance) => balance.Column is { } column ? Reference(column) : "balance_concept.concept_id";

    private string Joins(Policy policy, List<string> used, bool hasBest)
    {
        var tables = used.Concat(hasBest ? [BestCopy] : []).Concat(policy.Balance?.Column is { } column ? [column] : [])
            .Select(name => name.Split('.')[0]).Where(table => table != "clip").Distinct(StringComparer.Ordinal);
        var joins = tables.Select(table => catalog.Has(table, "clip_id")
            ? $"LEFT JOIN {SqlText.Name(table)} ON {SqlText.Name(table)}.clip_id = clip.clip_id"
            : $"LEFT JOIN {SqlText.Name(table)} ON {SqlText.Name(table)}.source_id = clip.source_id")
            .Append($"LEFT JOIN (SELECT DISTINCT unit_id FROM ({LostUnits})) q ON q.unit_id = clip.clip_id");
        if (policy.From is { } from)
        {
            joins = joins.Append($"LEFT JOIN decision f ON f.unit_id = clip.clip_id AND f.\"set\" = {SqlText.Literal(from)}");
        }

        if (policy.Balance is { Column: null } balance)
        {
            var space = catalog.Has("concept_of", "space") ? $" AND balance_concept.space = {SqlText.Literal(balance.Space)}" : "";
            joins = joins.Append($"LEFT JOIN concept_of balance_concept ON balance_concept.clip_id = clip.clip_id{space}");
        }

        return string.Join("\n    ", joins);
    }

    private static string Reference(string column)
    {
        var parts = column.Split('.', 2);
        return $"{SqlText.Name(parts[0])}.{SqlText.Name(parts[1])}";
    }
}
