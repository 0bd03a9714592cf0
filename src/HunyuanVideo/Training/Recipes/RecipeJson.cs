using System.Text.Json;
using System.Text.Json.Serialization;

namespace HunyuanVideo.Training.Recipes;

/// <summary>How recipes are written. By reflection: generated readers forget the defaults of absent <c>init</c> properties.</summary>
internal static class RecipeJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
        AllowOutOfOrderMetadataProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };
}
