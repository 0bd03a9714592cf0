using System.Text.Json;
using HunyuanVideo.Media;

namespace HunyuanVideo.Training.Recipes;

/// <summary>Finds everything in a recipe's JSON that the record of its stage would not take.</summary>
internal static class RecipeCheck
{
    private const string StageKey = "stage";

    private static readonly JsonRecordCheck Records = new(RecipeJson.Options);

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
            : [.. Records.Faults(root, type, StageKey)];
    }
}
