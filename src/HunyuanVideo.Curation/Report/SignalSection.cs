using System.Text.Json.Nodes;
using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Curation.Report;

/// <summary>Camera moves and sound.</summary>
internal static class SignalSection
{
    private const string Silence = "m_audio.silence_ratio";

    public static JsonArray Camera(ReportTables tables) => ReportTables.List(tables.Rows(
        "SELECT label, count(*), avg(confidence) FROM m_camera WHERE label IS NOT NULL GROUP BY label ORDER BY label",
        row => (JsonNode)new JsonObject { ["label"] = row.GetString(0), ["count"] = row.Whole(1), ["confidence"] = row.Real(2) }));

    public static JsonObject Audio(ReportTables tables, ReportInputs inputs)
    {
        var bounds = inputs.Policies.SelectMany(policy => policy.Rules.SelectMany(rule => rule.Leaves()).Where(rule => rule.Column == Silence).Select(rule => (policy.Set, rule))).ToList();
        return new JsonObject
        {
            ["classes"] = ReportTables.List(tables.Rows(
                "SELECT class, count(*) FROM m_audio WHERE class IS NOT NULL GROUP BY class ORDER BY 2 DESC, 1", row => (JsonNode)new JsonObject { ["label"] = row.GetString(0), ["count"] = row.Whole(1) })),
            ["silence"] = ReportTables.List(new JsonNode?[] { HistogramSection.One(tables, Silence, bounds) }.OfType<JsonNode>()),
            ["waves"] = ReportTables.List(inputs.Waves.Select(wave => Wave(tables, wave))),
        };
    }

    private static JsonObject Wave(ReportTables tables, SoundWave wave)
    {
        var known = tables.Rows(
            $"SELECT label, class FROM report_label LEFT JOIN m_audio USING (clip_id) WHERE clip_id = {SqlText.Literal(wave.ClipId)}", row => (Label: row.Text(0), Class: row.Text(1)));
        return new JsonObject { ["label"] = known.Count > 0 ? known[0].Label : wave.ClipId, ["class"] = known.Count > 0 ? known[0].Class : null, ["peaks"] = ReportTables.List(wave.Peaks.Select(peak => (JsonNode)Math.Round(Math.Clamp(peak, 0, 1), 3))) };
    }
}
