using System.Text.Json.Nodes;
using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Curation.Report;

/// <summary>What ran: quarantine, policies, stages.</summary>
internal static class RecordSection
{
    public static JsonArray Quarantine(ReportInputs inputs, ReportOptions options) => ReportTables.List(inputs.Quarantine.OrderBy(file => file.Path, StringComparer.Ordinal).Take(options.Quarantined)
        .Select(file => (JsonNode)new JsonObject { ["path"] = Visible(file.Path), ["reason"] = file.Reason, ["sentence"] = file.Sentence, ["command"] = string.Join(' ', file.Command.Select(Quoted)) }));

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

    /// <summary>An argument as a POSIX shell reads it back: the reader copies the line into one.</summary>
    internal static string Quoted(string argument) => argument.Length > 0 && argument.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./:=,+@%".Contains(letter, StringComparison.Ordinal))
        ? argument
        : "'" + argument.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    /// <summary>Control characters in a name are shown, not obeyed.</summary>
    private static string Visible(string path) => string.Concat(path.Select(letter => char.IsControl(letter) ? $"\\u{(int)letter:x4}" : letter.ToString()));
}
