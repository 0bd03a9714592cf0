using System.Text.Json.Nodes;

namespace HunyuanVideo.Curation.Report;

/// <summary>The numbers at the top.</summary>
internal static class HeadlineSection
{
    public static JsonObject Make(ReportTables tables) => new()
    {
        ["sources"] = tables.Number("sources", "SELECT count(*) FROM source"),
        ["source_hours"] = tables.Number("footage", "SELECT sum(duration_s) / 3600 FROM probe"),
        ["clips"] = tables.Number("clips", "SELECT count(*) FROM clip WHERE frames > 1"),
        ["clip_hours"] = tables.Number("in-clips", "SELECT sum(duration_s) / 3600 FROM clip WHERE frames > 1"),
        ["images"] = tables.Number("stills", "SELECT count(*) FROM clip WHERE frames = 1"),
        ["copies"] = tables.Number("copies", "SELECT count(*) FROM (SELECT group_id, count(*) AS n FROM dup_group GROUP BY group_id) JOIN dup_group USING (group_id) WHERE n > 1"),
    };
}
