using System.Text.Json;
using System.Text.Json.Nodes;
using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Curation.Materialise;

/// <summary>The JSON beside an item's pixels.</summary>
internal static class ItemRecord
{
    public static byte[] Make(ItemPlan plan, PolicyOutput output, string policyHash)
    {
        var item = plan.Item;
        var facts = new JsonObject(item.Facts.Select(fact => KeyValuePair.Create<string, JsonNode?>(fact.Key, fact.Value is string text ? text : JsonValue.Create(Convert.ToDouble(fact.Value, System.Globalization.CultureInfo.InvariantCulture)))));
        var record = new JsonObject
        {
            ["clip_id"] = item.ClipId,
            ["source_id"] = item.SourceId,
            ["first"] = item.First,
            ["last"] = item.First + plan.Schedule[^1],
            ["frames"] = plan.Schedule.Count,
            ["fps"] = output.Fps,
            ["width"] = plan.Cut.Size.Width,
            ["height"] = plan.Cut.Size.Height,
            ["audio"] = plan.KeepsAudio,
            ["licence"] = item.Licence,
            ["policy"] = policyHash,
            ["caption_source"] = item.CaptionSource,
            ["caption"] = item.Caption is null ? null : JsonNode.Parse(item.Caption),
            ["facts"] = facts,
        };
        return JsonSerializer.SerializeToUtf8Bytes(record, PolicyJson.Canonical);
    }
}
