using System.Text.Json.Nodes;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Report;

/// <summary>What ran: quarantine, policies, stages.</summary>
internal static class RecordSection
{
    public static JsonArray Quarantine(ReportInputs inputs, ReportOptions options) => ReportTables.List(inputs.Quarantine.OrderBy(file => file.Path, StringComparer.Ordinal).Take(options.Quarantined)
        .Select(file => (JsonNode)new JsonObject { ["path"] = OneLine.Text(file.Path), ["reason"] = file.Reason, ["sentence"] = file.Sentence, ["command"] = OneLine.Command(file.Command) }));

    public static JsonArray Policies(ReportInputs inputs) => ReportTables.List(PolicyLadder.Order(inputs.Policies).Select(policy => (JsonNode)new JsonObject
    {
        ["set"] = policy.Set,
        ["about"] = policy.About,
        ["hash"] = PolicyReader.Hash(policy, inputs.Policies),
        ["json"] = PolicyReader.Write(policy),
    }));

    public static JsonArray Stages(ReportTables tables) => ReportTables.List(tables.Rows(
        """
        SELECT stage, stage_key, count(DISTINCT unit_id) FILTER (state = 'done'), count(DISTINCT unit_id) FILTER (state IN ('failed', 'quarantined')), avg(seconds) FILTER (state = 'done'), max(program)
        FROM ledger WHERE stage IS NOT NULL AND state <> 'taken_down' GROUP BY stage, stage_key ORDER BY stage, stage_key
        """,
        row => (JsonNode)new JsonObject
        {
            ["stage"] = row.GetString(0),
            ["stage_key"] = row.Text(1),
            ["units"] = row.Whole(2),
            ["failed"] = row.Whole(3),
            ["seconds_per_unit"] = row.Real(4),
            ["program"] = row.Text(5),
        }));
}
