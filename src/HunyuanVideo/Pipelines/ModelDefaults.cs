using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HunyuanVideo.Pipelines;

/// <summary>
/// What a model was made for: the object <c>hyvideo_defaults</c> in <c>model_index.json</c>. Every key may be absent;
/// then the published model's value holds. Source: spec text-to-video §8.
/// </summary>
public sealed record ModelDefaults
{
    /// <summary>The key in <c>model_index.json</c>.</summary>
    public const string Key = "hyvideo_defaults";

    /// <summary>By reflection: a source-generated reader would assign zero to every absent init-only property.</summary>
    private static readonly JsonSerializerOptions Json = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>What a video should not show when classifier-free guidance is on and the user says nothing. Source: spec text-encoders §1.</summary>
    public string NegativePrompt { get; init; } =
        "Aerial view, aerial view, overexposed, low quality, deformation, a poor composition, bad hands, bad teeth, bad eyes, bad limbs, distortion";

    /// <summary>Width in pixels.</summary>
    public int Width { get; init; } = 1280;

    /// <summary>Height in pixels.</summary>
    public int Height { get; init; } = 720;

    /// <summary>Frames.</summary>
    public int Frames { get; init; } = 129;

    /// <summary>Frames per second.</summary>
    public int Fps { get; init; } = 24;

    /// <summary>Euler steps.</summary>
    public int Steps { get; init; } = 50;

    /// <summary>Flow shift.</summary>
    public double Shift { get; init; } = 7;

    /// <summary>Embedded guidance.</summary>
    public double Guidance { get; init; } = 6;

    /// <summary>Classifier-free guidance scale.</summary>
    public double Cfg { get; init; } = 1;

    /// <summary>Layers of the language model left out at the end; spec text-encoders §2.5.</summary>
    public int HiddenStateSkipLayer { get; init; } = 2;

    /// <summary>The 13B text-to-video model's.</summary>
    public static ModelDefaults Published { get; } = new();

    /// <summary>Reads the object in <paramref name="modelIndex"/>, or gives <see cref="Published"/> when it has none.</summary>
    /// <param name="modelIndex">Root of <c>model_index.json</c>.</param>
    /// <param name="place">What messages call the file.</param>
    /// <exception cref="ConfigException">An unknown key or a value of the wrong type.</exception>
    public static ModelDefaults Read(JsonElement modelIndex, string place)
    {
        if (!modelIndex.TryGetProperty(Key, out var json))
        {
            return Published;
        }

        try
        {
            return json.Deserialize<ModelDefaults>(Json) ?? throw new JsonException("it is null");
        }
        catch (JsonException fault)
        {
            throw new ConfigException(
                $"{place}: {Key} is wrong ({fault.Message.TrimEnd('.')}); its keys are width, height, frames, fps, steps, shift, guidance, cfg, negative_prompt, hidden_state_skip_layer.");
        }
    }

    /// <summary>Options with these values, an empty prompt and seed 0.</summary>
    public GenerationOptions ToOptions() => new()
    {
        Prompt = "",
        Width = Width,
        Height = Height,
        Frames = Frames,
        FramesPerSecond = Fps,
        Steps = Steps,
        Shift = Shift,
        Guidance = Guidance,
        CfgScale = Cfg,
        Seed = 0,
    };

    /// <summary>The object as JSON, for writers of model folders.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
