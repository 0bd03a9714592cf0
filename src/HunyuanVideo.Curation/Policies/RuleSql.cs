namespace HunyuanVideo.Curation.Policies;

/// <summary>SQL of one rule: a status (0 kept, 1 broken, 2 missing) and its reasons.</summary>
/// <param name="columns">Name of the value of each table column in the joined row.</param>
internal sealed class RuleSql(IReadOnlyDictionary<string, JoinedColumn> columns)
{
    private const int Kept = 0;
    private const int Broken = 1;
    private const int Missing = 2;

    /// <summary>The status of a rule, as an expression.</summary>
    public string Status(PolicyRule rule)
    {
        if (rule.Any is { } choices)
        {
            var states = choices.Select(Status).ToList();
            var kept = string.Join(" OR ", states.Select(state => $"({state}) = {Kept}"));
            var missing = string.Join(" OR ", states.Select(state => $"({state}) = {Missing}"));
            return $"CASE WHEN {kept} THEN {Kept} WHEN {missing} THEN {Missing} ELSE {Broken} END";
        }

        var value = columns[rule.Column!];
        var absent = rule.Otherwise is { } other ? $"({Status(other)})" : MissingStatus(rule).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return $"CASE WHEN {value} IS NULL THEN {absent} WHEN {Condition(rule, value)} THEN {Kept} ELSE {Broken} END";
    }

    /// <summary>Expressions that give a reason or null, one for each way in which the rule can be broken.</summary>
    public IEnumerable<string> Reasons(PolicyRule rule) => Reasons(rule, rule.Name);

    /// <summary>What a rule's missing value does.</summary>
    public static int MissingStatus(PolicyRule rule) => rule.Missing switch { PolicyMissing.Pass => Kept, PolicyMissing.Fail => Broken, _ => Missing };

    /// <summary>A reason as a struct.</summary>
    public static string Reason(string name, string value = "NULL", string threshold = "NULL", string margin = "NULL") =>
        $"{{'rule': {SqlText.Literal(name)}, 'value': {value}::DOUBLE, 'threshold': {threshold}::DOUBLE, 'margin': {margin}::DOUBLE}}";

    private IEnumerable<string> Reasons(PolicyRule rule, string label)
    {
        if (rule.Any is { } choices)
        {
            return choices.SelectMany(choice => Reasons(choice, $"{label} / {choice.Name}")).Select(reason => $"CASE WHEN ({Status(rule)}) <> {Kept} THEN {reason} END");
        }

        var value = columns[rule.Column!];
        var own = $"CASE WHEN {value} IS NOT NULL AND NOT ({Condition(rule, value)}) THEN {BrokenReason(rule, label, value)} END";
        if (rule.Otherwise is { } other)
        {
            return Reasons(other, label).Select(reason => $"CASE WHEN {value} IS NULL THEN {reason} END").Prepend(own);
        }

        return rule.Missing == PolicyMissing.Pass ? [own] : [own, $"CASE WHEN {value} IS NULL THEN {Reason(label)} END"];
    }

    private static string Condition(PolicyRule rule, JoinedColumn value)
    {
        if (rule.Is is { } truth)
        {
            return $"{value} = {(truth ? "true" : "false")}";
        }

        if (rule.In is { } words)
        {
            return words.Count == 0 ? "false" : $"{value} IN ({string.Join(", ", words.Select(SqlText.Literal))})";
        }

        var bounds = new List<string>();
        if (rule.Min is { } least)
        {
            bounds.Add($"{value} >= {Bound(least, value)}");
        }

        if (rule.Max is { } greatest)
        {
            bounds.Add($"{value} <= {Bound(greatest, value)}");
        }

        return string.Join(" AND ", bounds);
    }

    /// <summary>A bound on a single-precision column is rounded like the column, so that 0.65 measured passes 0.65 asked.</summary>
    private static string Bound(double bound, JoinedColumn value) => SqlText.Number(bound) + (value.IsSingle ? "::FLOAT" : "");

    private static string BrokenReason(PolicyRule rule, string label, JoinedColumn value)
    {
        if (rule.Is is { } truth)
        {
            return Reason(label, value.Name, truth ? "1" : "0", "-1");
        }

        if (rule.In is not null)
        {
            return Reason(label);
        }

        var below = rule.Min is { } least ? Reason(label, value.Name, SqlText.Number(least), $"({value} - {SqlText.Number(least)})") : null;
        var above = rule.Max is { } greatest ? Reason(label, value.Name, SqlText.Number(greatest), $"({SqlText.Number(greatest)} - {value})") : null;
        return (below, above) switch
        {
            (not null, null) => below,
            (null, not null) => above,
            _ => $"CASE WHEN {value} < {Bound(rule.Min!.Value, value)} THEN {below} ELSE {above} END",
        };
    }
}
