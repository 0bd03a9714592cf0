using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HunyuanVideo.Tokenizers;

/// <summary>The templates of a model: one for videos, one for single images.</summary>
/// <remarks>File <c>prompt_template.json</c>: <c>{"video": {"template": …, "crop_start": …}, "image": {…}}</c>. Source: spec text-encoders §5.1.</remarks>
public sealed record PromptTemplates
{
    /// <summary>Name of the file in a model folder.</summary>
    public const string FileName = "prompt_template.json";

    /// <summary>Angle brackets are written as they are, for people to read.</summary>
    private static readonly PromptTemplatesJson Json =
        new(new JsonSerializerOptions(PromptTemplatesJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>For more than one frame.</summary>
    public required PromptTemplate Video { get; init; }

    /// <summary>For one frame.</summary>
    public required PromptTemplate Image { get; init; }

    /// <summary>Those of the published 13B model.</summary>
    public static PromptTemplates Published { get; } = new()
    {
        Video = new PromptTemplate
        {
            Text = "<|start_header_id|>system<|end_header_id|>\n\nDescribe the video by detailing the following aspects: "
                + "1. The main content and theme of the video."
                + "2. The color, shape, size, texture, quantity, text, and spatial relationships of the objects."
                + "3. Actions, events, behaviors temporal relationships, physical movement changes of the objects."
                + "4. background environment, light, style and atmosphere."
                + "5. camera angles, movements, and transitions used in the video:<|eot_id|>"
                + "<|start_header_id|>user<|end_header_id|>\n\n{}<|eot_id|>",
            CropStart = 95,
        },
        Image = new PromptTemplate
        {
            Text = "<|start_header_id|>system<|end_header_id|>\n\nDescribe the image by detailing the color, shape, size, texture, "
                + "quantity, text, spatial relationships of the objects and background:<|eot_id|>"
                + "<|start_header_id|>user<|end_header_id|>\n\n{}<|eot_id|>",
            CropStart = 36,
        },
    };

    /// <summary>The template for a clip of so many frames.</summary>
    /// <param name="frames">Frames in pixels, at least 1.</param>
    public PromptTemplate For(int frames) => frames == 1 ? Image : Video;

    /// <summary>Reads <c>prompt_template.json</c>.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file is missing or damaged, or has an unknown, doubled or missing key.</exception>
    /// <exception cref="ConfigException">A template breaks a rule.</exception>
    public static PromptTemplates Read(string path)
    {
        try
        {
            var templates = JsonSerializer.Deserialize(TokenizerFile.Read(path), Json.PromptTemplates)
                ?? throw new JsonException("it holds null");
            templates.Video.Validate();
            templates.Image.Validate();
            return templates;
        }
        catch (JsonException fault)
        {
            throw new InputException(
                $"{path}: {fault.Message.TrimEnd('.')}; the keys are video and image, each with template (text) and crop_start (whole number).", fault);
        }
        catch (ConfigException fault)
        {
            throw new ConfigException($"{path}: {fault.Message}");
        }
    }

    /// <summary>Writes <c>prompt_template.json</c>; an existing file is replaced.</summary>
    /// <param name="path">The file.</param>
    public void Write(string path) => TokenizerFile.Write(
        path, stream => JsonSerializer.Serialize(stream, this, Json.PromptTemplates));
}

/// <summary>JSON of the templates: snake_case keys, unknown and doubled ones refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, AllowDuplicateProperties = false, WriteIndented = true, NewLine = "\n", MaxDepth = 4)]
[JsonSerializable(typeof(PromptTemplates))]
internal sealed partial class PromptTemplatesJson : JsonSerializerContext;
