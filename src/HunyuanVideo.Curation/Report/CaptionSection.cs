using System.Text.Json;
using System.Text.Json.Nodes;
using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Curation.Report;

/// <summary>Examples of captions and their faults by kind.</summary>
internal static class CaptionSection
{
    private static readonly string[] Fields = ["background", "style", "shot_type", "lighting", "atmosphere"];

    public static JsonObject Make(ReportTables tables) => new()
    {
        ["valid"] = tables.Count("SELECT count(*) FROM caption WHERE valid"),
        ["invalid"] = tables.Count("SELECT count(*) FROM caption WHERE NOT valid"),
        ["faults"] = ReportTables.List(tables.Rows(
            """
            SELECT trim(split_part(fault, ':', 1)) AS kind, count(*) FROM (SELECT unnest(string_split(faults, ';')) AS fault FROM caption WHERE faults IS NOT NULL)
            WHERE trim(fault) <> '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 12
            """,
            row => (JsonNode)new JsonObject { ["label"] = row.GetString(0), ["count"] = row.Whole(1) })),
        ["examples"] = ReportTables.List(tables.Rows(
            $"""
            SELECT c.clip_id, label, source, json, valid, faults FROM caption c JOIN report_label l ON l.clip_id = c.clip_id
            QUALIFY row_number() OVER (PARTITION BY source, valid ORDER BY sha256(c.clip_id)) <= {tables.Options.Captions} ORDER BY valid DESC, source, c.clip_id
            """,
            row => Example(tables.Clip(row.GetString(0), row.Text(1)), row.GetString(2), row.Text(3), row.GetBoolean(4), row.Text(5)))),
    };

    private static JsonObject Example(JsonObject clip, string source, string? json, bool isValid, string? faults)
    {
        var caption = Parsed(json);
        (clip["source"], clip["valid"], clip["faults"]) = (source, isValid, faults);
        clip["short"] = caption is null ? json : Text(caption, "short");
        clip["dense"] = caption is null ? null : Text(caption, "dense");
        var fields = Fields.Select(field => (field, Value: caption is null ? null : Text(caption, field))).Append(("camera", Value: Camera(caption)));
        clip["fields"] = ReportTables.List(fields.Where(field => field.Value is not null).Select(field => (JsonNode)new JsonArray(field.Item1, field.Value)));
        return clip;
    }

    private static JsonObject? Parsed(string? json)
    {
        try
        {
            return json is null ? null : JsonNode.Parse(json) as JsonObject;
        }
        catch (JsonException)
        {
            return null;    // an invalid answer is shown as it came
        }
    }

    private static string? Text(JsonObject caption, string field) => caption[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string? Camera(JsonObject? caption) => caption?["camera"] is JsonObject camera ? Text(camera, "label") : null;
}
