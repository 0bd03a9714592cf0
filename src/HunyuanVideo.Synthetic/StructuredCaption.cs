using System.Text.Json;
using System.Text.Json.Serialization;

namespace HunyuanVideo.Synthetic;

/// <summary>A caption as fields, as curated footage has it. Source: spec curation §8.</summary>
public sealed record StructuredCaption
{
    /// <summary>Version of the form; 1.</summary>
    public required int Version { get; init; }

    /// <summary>One sentence: things, motions and background.</summary>
    [JsonPropertyName("short")]
    public required string Headline { get; init; }

    /// <summary>Everything a caption of the scene's level says.</summary>
    public required string Dense { get; init; }

    /// <summary>Colour and pattern.</summary>
    public required string Background { get; init; }

    /// <summary>Always "animation".</summary>
    public required string Style { get; init; }

    /// <summary>Always "full".</summary>
    public required string ShotType { get; init; }

    /// <summary>The light.</summary>
    public required string Lighting { get; init; }

    /// <summary>The camera's move.</summary>
    public required CaptionCamera Camera { get; init; }

    /// <summary>Always "sharp".</summary>
    public required IReadOnlyList<string> Quality { get; init; }

    /// <summary>Always "toy world".</summary>
    public required IReadOnlyList<string> Source { get; init; }

    /// <summary>The scene's things, in its order.</summary>
    public required IReadOnlyList<CaptionThing> Things { get; init; }

    /// <summary>What is heard.</summary>
    public required CaptionAudio Audio { get; init; }

    /// <summary>The caption of a scene.</summary>
    public static StructuredCaption Of(Scene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return new()
        {
            Version = 1,
            Headline = CaptionWriter.Headline(scene),
            Dense = CaptionWriter.Plain(scene),
            Background = Phrases.WithArticle(Phrases.Of(scene.Background)),
            Style = "animation",
            ShotType = "full",
            Lighting = Phrases.Of(scene.Light)[0],
            Camera = new(JsonNamingPolicy.SnakeCaseLower.ConvertName(scene.Camera.ToString()), Confidence: 1),
            Quality = ["sharp"],
            Source = ["toy world"],
            Things = [.. scene.Things.Select(CaptionThing.Of)],
            Audio = CaptionAudio.Of(scene),
        };
    }

    /// <summary>One line of JSON with the published field names.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SyntheticJson.Default.StructuredCaption);
}
