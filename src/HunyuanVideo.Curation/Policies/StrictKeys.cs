using System.Collections;
using System.Reflection;
using System.Text.Json;

namespace HunyuanVideo.Curation.Policies;

/// <summary>Finds keys of a JSON document that the record it is read into does not have.</summary>
internal static class StrictKeys
{
    /// <summary>One sentence for each unknown key.</summary>
    public static IReadOnlyList<string> Faults(JsonElement element, Type type) => [.. Walk(element, type, "")];

    private static IEnumerable<string> Walk(JsonElement element, Type type, string place)
    {
        if (element.ValueKind == JsonValueKind.Array && ItemType(type) is { } item)
        {
            return element.EnumerateArray().SelectMany((child, index) => Walk(child, item, $"{place}[{index}]"));
        }

        return element.ValueKind == JsonValueKind.Object ? WalkObject(element, Nullable.GetUnderlyingType(type) ?? type, place) : [];
    }

    private static IEnumerable<string> WalkObject(JsonElement element, Type type, string place)
    {
        var known = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .ToDictionary(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), property => property.PropertyType, StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (!known.TryGetValue(property.Name, out var child))
            {
                yield return $"key '{property.Name}'{(place.Length == 0 ? "" : " in " + place.TrimStart('.'))} is unknown; {NearestNames.Sentence(property.Name, known.Keys)}";
                continue;
            }

            foreach (var fault in Walk(property.Value, child, $"{place}.{property.Name}"))
            {
                yield return fault;
            }
        }
    }

    private static Type? ItemType(Type type) => type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) ? type.GetGenericArguments()[0] : null;
}
