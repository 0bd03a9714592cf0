using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HunyuanVideo.Media;

/// <summary>
/// Finds everything in a JSON value that a record would not take, so that one message names every key. The serialiser
/// itself stops at the first and speaks of .NET types.
/// </summary>
/// <param name="options">How the record is read.</param>
/// <param name="takesNull">Whether null stands for what is left out, where the record can be without it.</param>
public sealed class JsonRecordCheck(JsonSerializerOptions options, bool takesNull = true)
{
    /// <summary>One sentence for each unknown or missing key and each value of the wrong type; null is one of them where a value must be.</summary>
    /// <param name="root">The record's JSON.</param>
    /// <param name="record">Its type.</param>
    /// <param name="discriminator">Key of <paramref name="root"/> that chose the record and is none of its own.</param>
    public IEnumerable<string> Faults(JsonElement root, Type record, string? discriminator = null) =>
        FaultsOfObject(root, options.GetTypeInfo(record), "", discriminator);

    private IEnumerable<string> FaultsOf(JsonElement value, Type type, string key)
    {
        var info = options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => FaultsOfObject(value, info, key),
            JsonTypeInfoKind.Dictionary => FaultsOfDictionary(value, info, key),
            JsonTypeInfoKind.Enumerable => FaultsOfList(value, info, key),
            _ => FaultsOfLeaf(value, info.Type, key),
        };
    }

    private IEnumerable<string> FaultsOfObject(JsonElement value, JsonTypeInfo info, string key, string? discriminator = null)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return [Wrong(value, key, "an object")];
        }

        var known = info.Properties.ToDictionary(property => property.Name, StringComparer.Ordinal);
        var present = value.EnumerateObject().Where(item => item.Name != discriminator).ToList();
        var unknown = present.Where(item => !known.ContainsKey(item.Name))
            .Select(item => $"{Join(key, item.Name)} is unknown; the keys here are {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.");
        var missing = known.Values
            .Where(property => (property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false }) && !value.TryGetProperty(property.Name, out _))
            .Select(property => $"{Join(key, property.Name)} is missing; add it.");
        var wrong = present.Where(item => known.TryGetValue(item.Name, out var property) && !(takesNull && item.Value.ValueKind == JsonValueKind.Null && property.IsSetNullable))
            .SelectMany(item => FaultsOf(item.Value, known[item.Name].PropertyType, Join(key, item.Name)));
        return unknown.Concat(missing).Concat(wrong);
    }

    private IEnumerable<string> FaultsOfDictionary(JsonElement value, JsonTypeInfo info, string key) =>
        value.ValueKind != JsonValueKind.Object
            ? [Wrong(value, key, "an object")]
            : value.EnumerateObject().SelectMany(item => FaultsOf(item.Value, info.ElementType!, Join(key, item.Name)));

    private IEnumerable<string> FaultsOfList(JsonElement value, JsonTypeInfo info, string key) =>
        value.ValueKind != JsonValueKind.Array
            ? [Wrong(value, key, "a list")]
            : value.EnumerateArray().SelectMany((item, i) => FaultsOf(item, info.ElementType!, $"{key}[{i}]"));

    private IEnumerable<string> FaultsOfLeaf(JsonElement value, Type type, string key)
    {
        var (fits, wanted) = Leaf(value, type);
        return fits ? [] : [Wrong(value, key, wanted)];
    }

    private (bool Fits, string Wanted) Leaf(JsonElement value, Type type)
    {
        var isNumber = value.ValueKind == JsonValueKind.Number;
        if (type == typeof(int))
        {
            return (isNumber && value.TryGetInt32(out _), "a whole number");
        }

        if (type == typeof(ulong))
        {
            return (isNumber && value.TryGetUInt64(out _), "a whole number of 0 or more");
        }

        if (type == typeof(double))
        {
            return (isNumber && double.IsFinite(value.GetDouble()), "a number");
        }

        if (type == typeof(bool))
        {
            return (value.ValueKind is JsonValueKind.True or JsonValueKind.False, "true or false");
        }

        if (type == typeof(string))
        {
            return (value.ValueKind == JsonValueKind.String, "a text");
        }

        if (!type.IsEnum)
        {
            return (true, "");
        }

        var names = Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(number => JsonSerializer.SerializeToElement(Enum.ToObject(type, number), type, options).GetString()!).ToList();
        return (value.ValueKind == JsonValueKind.String && names.Contains(value.GetString()!, StringComparer.Ordinal), "one of " + string.Join(", ", names));
    }

    private static string Wrong(JsonElement value, string key, string wanted)
    {
        const int Longest = 60;
        var text = value.GetRawText();
        return $"{(key.Length == 0 ? "the whole" : Shown(key))} is {Shown(text.Length > Longest ? text[..Longest] + "…" : text)}; it must be {wanted}.";
    }

    private static string Join(string key, string name) => Shown(key.Length == 0 ? name : $"{key}.{name}");

    /// <summary>On one line, whatever it holds.</summary>
    private static string Shown(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? $"\\u{(int)letter:x4}" : letter.ToString()));
}
