using System.Text.Json.Nodes;
using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Curation.Report;

/// <summary>A line for each film: its shots and transitions; films with the most doubtful cut first. A still has neither.</summary>
internal static class ShotSection
{
    /// <summary>Films that are not drawn.</summary>
    public static long Hidden(ReportTables tables) =>
        Math.Max(0, tables.Count("SELECT count(*) FROM probe SEMI JOIN shot ON shot.source_id = probe.source_id WHERE probe.frames > 1") - tables.Options.Sources);

    public static JsonArray Make(ReportTables tables)
    {
        var sources = tables.Rows(
            $"""
            WITH doubt AS (SELECT source_id, min(score) AS score FROM transition GROUP BY source_id),
            place AS (SELECT source_id, min(path) AS path FROM source_path GROUP BY source_id)
            SELECT probe.source_id, coalesce(place.path, probe.source_id), probe.frames, coalesce(probe.fps, 0), probe.duration_s
            FROM probe SEMI JOIN shot ON shot.source_id = probe.source_id LEFT JOIN doubt ON doubt.source_id = probe.source_id LEFT JOIN place ON place.source_id = probe.source_id
            WHERE probe.frames > 1 ORDER BY doubt.score NULLS LAST, probe.source_id LIMIT {tables.Options.Sources}
            """,
            row => (Id: row.GetString(0), Path: row.GetString(1), Frames: row.Whole(2), Fps: row.Real(3), Duration: row.Real(4)));
        return ReportTables.List(sources.Select(source => (JsonNode)new JsonObject
        {
            ["path"] = Path.GetFileName(source.Path),
            ["frames"] = source.Frames,
            ["fps"] = source.Fps,
            ["duration_s"] = source.Duration,
            ["doubtful"] = tables.Options.DoubtfulScore,
            ["shots"] = ReportTables.List(tables.Rows(
                $"SELECT first, last FROM shot WHERE source_id = {SqlText.Literal(source.Id)} ORDER BY first", row => (JsonNode)new JsonArray(row.Whole(0), row.Whole(1)))),
            ["transitions"] = ReportTables.List(tables.Rows(
                $"SELECT kind, first, last, score FROM transition WHERE source_id = {SqlText.Literal(source.Id)} ORDER BY first",
                row => (JsonNode)new JsonObject { ["kind"] = row.GetString(0), ["first"] = row.Whole(1), ["last"] = row.Whole(2), ["score"] = row.Real(3) })),
        }));
    }
}
