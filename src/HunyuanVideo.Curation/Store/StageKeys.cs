using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HunyuanVideo.Curation.Store;

/// <summary>
/// Hashes all that a stage's measurements depend on; a measurement is valid for one key only. Source: spec curation §2.
/// </summary>
public static class StageKeys
{
    private const int Digits = 16;
    private const string NoModel = "-";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>First 16 hexadecimal digits of SHA-256 over name, version, options, model and the keys of the stages read.</summary>
    /// <param name="stage">Name of the stage.</param>
    /// <param name="version">Version of its algorithm.</param>
    /// <param name="options">An immutable record, or null.</param>
    /// <param name="modelHash">SHA-256 of the model file, or null.</param>
    /// <param name="readKeys">Keys of the stages it reads; their order does not matter.</param>
    public static string Of(string stage, int version, object? options, string? modelHash, IEnumerable<string> readKeys)
    {
        string[] parts = [stage, version.ToString(CultureInfo.InvariantCulture), Canonical(options), modelHash ?? NoModel, .. readKeys.Order(StringComparer.Ordinal)];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..Digits];
    }

    /// <summary>JSON with sorted names and no blanks: the same values give the same text.</summary>
    public static string Canonical(object? value) =>
        value is null ? "null" : Sorted(JsonSerializer.SerializeToNode(value, value.GetType(), Json))?.ToJsonString() ?? "null";

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
