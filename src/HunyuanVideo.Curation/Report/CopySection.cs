using System.Text.Json.Nodes;
using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Curation.Report;

/// <summary>Groups of copies, and groups of clips that look alike.</summary>
internal static class CopySection
{
    /// <summary>The largest groups of copies, the kept member first.</summary>
    public static JsonArray Make(ReportTables tables)
    {
        var groups = tables.Rows(
            $"SELECT group_id FROM dup_group GROUP BY group_id HAVING count(*) > 1 ORDER BY count(*) DESC, group_id LIMIT {tables.Options.CopyGroups}", row => row.GetString(0));
        return ReportTables.List(groups.Select(group => (JsonNode)new JsonObject { ["group_id"] = group, ["members"] = Members(tables, group) }));
    }

    /// <summary>The largest concepts with the number of clips that the deepest balanced set keeps.</summary>
    public static JsonArray Concepts(ReportTables tables, IReadOnlyList<SetFunnel> funnels)
    {
        var balanced = funnels.LastOrDefault(funnel => funnel.Unit == PolicyUnits.Clip && funnel.From is null) ?? (funnels.Count > 0 ? funnels[0] : null);
        var set = SqlText.Literal(balanced?.Set ?? "");
        return ReportTables.List(tables.Rows(
            $"""
            SELECT space, concept_id, count(*), count(*) FILTER (d.state = 'accepted'), list(c.clip_id ORDER BY similarity DESC, c.clip_id)[:{tables.Options.ConceptClips}]
            FROM concept_of c LEFT JOIN decision d ON d.unit_id = c.clip_id AND d."set" = {set}
            GROUP BY space, concept_id ORDER BY 3 DESC, space, concept_id LIMIT {tables.Options.Concepts}
            """,
            row => (JsonNode)new JsonObject
            {
                ["concept_id"] = row.Whole(1),
                ["count"] = row.Whole(2),
                ["kept"] = row.Whole(3),
                ["pictures"] = ReportTables.List(row.GetFieldValue<List<string>>(4).Select(tables.Previews.Of).Select(picture => (JsonNode?)picture)),
            }));
    }

    private static JsonArray Members(ReportTables tables, string group) => ReportTables.List(tables.Rows(
        $"""
        WITH best AS (SELECT clip_id FROM dup_group WHERE group_id = {SqlText.Literal(group)} AND keep)
        SELECT g.clip_id, label, g.keep, g.rank_score, (SELECT max(similarity) FROM dup_edge e, best b WHERE (e.a = g.clip_id AND e.b = b.clip_id) OR (e.b = g.clip_id AND e.a = b.clip_id))
        FROM dup_group g JOIN report_label l ON l.clip_id = g.clip_id WHERE g.group_id = {SqlText.Literal(group)} ORDER BY g.keep DESC, g.rank_score DESC, g.clip_id LIMIT {tables.Options.CopyMembers}
        """,
        row =>
        {
            var clip = tables.Clip(row.GetString(0), row.Text(1));
            (clip["keep"], clip["rank_score"], clip["similarity"]) = (row.GetBoolean(2), row.Real(3), row.Real(4));
            return (JsonNode)clip;
        }));
}
