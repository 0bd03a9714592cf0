using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HunyuanVideo.Training.Recipes;

/// <summary>
/// Finds everything in a recipe's JSON that its record would not take, so that one message names every key. The
/// serialiser itself stops at the first and speaks of .NET types.
/// </summary>
internal static class RecipeCheck
{
    private const string StageKey = "stage";

    /// <summary>One sentence for each unknown or missing key and each value of the wrong type.</summary>
    public static IReadOnlyList<string> Faults(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return ["holds no JSON object; see recipes/toy for examples."];
        }

        var stages = RecipeJson.Options.GetTypeInfo(typeof(Recipe)).PolymorphismOptions!.DerivedTypes;
        var name = root.TryGetProperty(StageKey, out var stage) && stage.ValueKind == JsonValueKind.String ? stage.GetString() : null;
        var type = stages.FirstOrDefault(item => (string?)item.TypeDiscriminator == name).DerivedType;
        return type is null
            ? [$"{StageKey} is {(name is null ? "missing or no text" : $"'{name}'")}; give one of {string.Join(", ", stages.Select(item => item.TypeDiscriminator))}."]
            : [.. FaultsOf(root, RecipeJson.Options.GetTypeInfo(type), "")];
    }

    private static IEnumerable<string> FaultsOf(JsonElement value, JsonTypeInfo info, string key) => info.Kind switch
    {
        JsonTypeInfoKind.Object => FaultsOfObject(value, info, key),
        JsonTypeInfoKind.Enumerable => FaultsOfList(value, info, key),
        _ => FaultsOfLeaf(value, info.Type, key),
    };

    private static IEnumerable<string> FaultsOfObject(JsonElement value, JsonTypeInfo info, string key)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return [Wrong(value, key, "an object")];
        }

        var known = info.Properties.ToDictionary(property => property.Name, StringComparer.Ordinal);
        var present = value.EnumerateObject().Where(item => key.Length > 0 || item.Name != StageKey).ToList();    // the stage chose the record
        var unknown = present.Where(item => !known.ContainsKey(item.Name))
            .Select(item => $"{Join(key, item.Name)} is unknown; the keys here are {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.");
        var missing = known.Values
            .Where(property => (property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false }) && !value.TryGetProperty(property.Name, out _))
            .Select(property => $"{Join(key, property.Name)} is missing; add it.");
        var wrong = present.Where(item => known.ContainsKey(item.Name))
            .SelectMany(item => FaultsOf(item.Value, RecipeJson.Options.GetTypeInfo(known[item.Name].PropertyType), Join(key, item.Name)));
        return unknown.Concat(missing).Concat(wrong);
    }

    private static IEnumerable<string> FaultsOfList(JsonElement value, JsonTypeInfo info, string key) =>
        value.ValueKind != JsonValueKind.Array
            ? [Wrong(value, key, "a list")]
            : value.EnumerateArray().SelectMany((item, i) => FaultsOf(item, RecipeJson.Options.GetTypeInfo(info.ElementType!), $"{key}[{i}]"));

    private static IEnumerable<string> FaultsOfLeaf(JsonElement value, Type type, string key)
    {
        if (type == typeof(int))
        {
            return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _) ? [] : [Wrong(value, key, "a whole number")];
        }

        if (type == typeof(ulong))
        {
            return value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out _) ? [] : [Wrong(value, key, "a whole number of 0 or more")];
        }

        if (type == typeof(double))
        {
            return value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble()) ? [] : [Wrong(value, key, "a number")];
        }

        if (type == typeof(bool))
        {
            return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? [] : [Wrong(value, key, "true or false")];
        }

        if (type == typeof(string))
        {
            return value.ValueKind == JsonValueKind.String ? [] : [Wrong(value, key, "a text")];
        }

        return type.IsEnum && !(value.ValueKind == JsonValueKind.String && Enum.GetNames(type).Contains(value.GetString(), StringComparer.Ordinal))
            ? [Wrong(value, key, "one of " + string.Join(", ", Enum.GetNames(type)))]
            : [];
    }

    private static string Wrong(JsonElement value, string key, string wanted)
    {
        const int Longest = 60;
        var text = value.GetRawText();
        return $"{key} is {(text.Length > Longest ? text[..Longest] + "…" : text)}; it must be {wanted}.";
    }

    private static string Join(string key, string name) => key.Length == 0 ? name : $"{key}.{name}";
}
