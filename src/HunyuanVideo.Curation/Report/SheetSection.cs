using System.Text.Json.Nodes;
using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Curation.Report;

/// <summary>Contact sheets of each set: accepted and rejected clips, the borderline first.</summary>
internal static class SheetSection
{
    public static JsonArray Make(ReportTables tables, ReportInputs inputs) => ReportTables.List(inputs.Funnels.Select(funnel => (JsonNode)new JsonObject
    {
        ["set"] = funnel.Set,
        ["accepted"] = Accepted(tables, inputs.Policies.First(policy => policy.Set == funnel.Set)),
        ["rejected"] = Rejected(tables, funnel.Set),
    }));

    /// <summary>Accepted clips by the least distance to a threshold, in standard deviations of its column.</summary>
    private static JsonArray Accepted(ReportTables tables, Policy policy)
    {
        var bounds = policy.Rules.Where(rule => rule.Column is not null && (rule.Min ?? rule.Max) is not null).ToList();
        var limit = tables.Options.SheetClips;
        var accepted = $"decision d JOIN clip ON clip.clip_id = d.unit_id AND d.\"set\" = {SqlText.Literal(policy.Set)} AND d.state = 'accepted'";
        var near = bounds.SelectMany(rule => Near(rule, accepted, limit)).Append($"(SELECT d.unit_id, NULL AS rule, NULL::DOUBLE AS value, NULL::DOUBLE AS distance FROM {accepted} ORDER BY 1 LIMIT {limit})");
        var sql = $"""
            WITH near AS ({string.Join("\nUNION ALL ", near)}),
            least AS (SELECT unit_id, arg_min(rule, distance) AS rule, arg_min(value, distance) AS value, min(distance) AS distance FROM near GROUP BY unit_id)
            SELECT unit_id, label, rule, value FROM least JOIN report_label ON clip_id = unit_id ORDER BY distance NULLS LAST, unit_id LIMIT {limit}
            """;
        return ReportTables.List(tables.Rows(sql, row => Card(tables, row.GetString(0), row.Text(1), row.Text(2), row.Real(3), null)));
    }

    private static IEnumerable<string> Near(PolicyRule rule, string accepted, int limit)
    {
        var (table, column) = (SqlText.Name(rule.Column!.Split('.')[0]), SqlText.Name(rule.Column.Split('.')[1]));
        var join = table == "\"clip\"" ? "" : $"JOIN {table} m ON m.clip_id = clip.clip_id";
        if (table is "\"probe\"" or "\"source\"")
        {
            yield break;
        }

        var value = (table == "\"clip\"" ? "clip." : "m.") + column + "::DOUBLE";
        foreach (var bound in new[] { rule.Min, rule.Max }.OfType<double>())
        {
            yield return $"""
                (SELECT d.unit_id, {SqlText.Literal(rule.Name)} AS rule, {value} AS value, abs({value} - {SqlText.Number(bound)}) / (SELECT greatest(stddev_pop({column}), 1e-9) FROM {table}) AS distance
                FROM {accepted} {join} WHERE {value} IS NOT NULL ORDER BY 4, 1 LIMIT {limit})
                """;
        }
    }

    private static JsonArray Rejected(ReportTables tables, string set)
    {
        var reasons = $"(SELECT unit_id, unnest(reasons) AS r FROM decision WHERE \"set\" = {SqlText.Literal(set)} AND state = 'rejected')";
        var rules = tables.Rows(
            $"SELECT r.\"rule\", count(*) FROM {reasons} WHERE NOT starts_with(r.\"rule\", '{PolicyCompiler.FromReason}') GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {tables.Options.SheetRules}",
            row => (Rule: row.GetString(0), Count: row.Whole(1)));
        return ReportTables.List(rules.Select(rule => (JsonNode)new JsonObject
        {
            ["rule"] = rule.Rule,
            ["count"] = rule.Count,
            ["clips"] = ReportTables.List(tables.Rows(
                $"SELECT unit_id, label, r.\"value\", r.threshold FROM {reasons} JOIN report_label ON clip_id = unit_id WHERE r.\"rule\" = {SqlText.Literal(rule.Rule)} ORDER BY abs(r.margin) NULLS LAST, unit_id LIMIT {tables.Options.SheetClips}",
                row => Card(tables, row.GetString(0), row.Text(1), null, row.Real(2), row.Real(3)))),
        }));
    }

    private static JsonObject Card(ReportTables tables, string clipId, string? label, string? rule, double? value, double? threshold)
    {
        var card = tables.Clip(clipId, label);
        (card["rule"], card["value"], card["threshold"]) = (rule, value, threshold);
        return card;
    }
}
