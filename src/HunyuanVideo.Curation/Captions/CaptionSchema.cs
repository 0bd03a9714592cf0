using System.Text.Json.Nodes;

namespace HunyuanVideo.Curation.Captions;

/// <summary>The JSON schema of a caption, as chat services take it. Source: spec curation §8.</summary>
public static class CaptionSchema
{
    /// <summary>A strict schema: every field is required, unknown ones are forbidden, and what is not known is null.</summary>
    public static JsonObject Create() => Object(new()
    {
        ["version"] = new JsonObject { ["type"] = "integer", ["enum"] = new JsonArray(Caption.CurrentVersion) },
        ["short"] = new JsonObject { ["type"] = "string" },
        ["dense"] = Text(),
        ["background"] = Text(),
        ["style"] = Text(),
        ["shot_type"] = Text(),
        ["lighting"] = Text(),
        ["atmosphere"] = Text(),
        ["camera"] = Optional(Object(new() { ["label"] = Choice(CameraSentence.Labels), ["confidence"] = new JsonObject { ["type"] = new JsonArray("number", "null") } })),
        ["things"] = List(Object(new() { ["name"] = new JsonObject { ["type"] = "string" }, ["colour"] = Text(), ["size"] = Text(), ["motion"] = Text() })),
    });

    private static JsonObject Text() => new() { ["type"] = new JsonArray("string", "null") };

    private static JsonObject Choice(IReadOnlyList<string> values) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. values.Select(value => (JsonNode)value)]) };

    private static JsonObject List(JsonNode entry) => new() { ["type"] = "array", ["items"] = entry };

    private static JsonObject Optional(JsonNode schema) => new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };

    private static JsonObject Object(JsonObject properties) => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray([.. properties.Select(property => (JsonNode)property.Key)]),
        ["properties"] = properties,
        ["additionalProperties"] = false,
    };
}
