using System.Text.Json;
using System.Text.Json.Serialization;
using static HunyuanVideo.TextEncoders.HuggingFaceConfig;

namespace HunyuanVideo.TextEncoders;

/// <summary>Shape of a CLIP text tower. Published values: <see cref="Published"/>. Source: spec text-encoders §3.1.</summary>
public sealed record ClipTextConfig
{
    private const int LegacyEndToken = 2;

    /// <summary>Rows of the token table; every id lies below it.</summary>
    [JsonPropertyName("vocab_size")]
    public required int VocabularySize { get; init; }

    /// <summary>Width of the tower and of its pooled vector, in channels.</summary>
    [JsonPropertyName("hidden_size")]
    public required int HiddenSize { get; init; }

    /// <summary>Width of the perceptron, in channels.</summary>
    [JsonPropertyName("intermediate_size")]
    public required int IntermediateSize { get; init; }

    /// <summary>Layers.</summary>
    [JsonPropertyName("num_hidden_layers")]
    public required int LayerCount { get; init; }

    /// <summary>Attention heads; must divide <see cref="HiddenSize"/>.</summary>
    [JsonPropertyName("num_attention_heads")]
    public required int HeadCount { get; init; }

    /// <summary>Rows of the position table: the most tokens a text may have.</summary>
    [JsonPropertyName("max_position_embeddings")]
    public required int MaxPositions { get; init; }

    /// <summary>Added to the variance in every norm.</summary>
    [JsonPropertyName("layer_norm_eps")]
    public required double NormEpsilon { get; init; }

    /// <summary>Activation of the perceptron; only <c>quick_gelu</c> exists.</summary>
    [JsonPropertyName("hidden_act")]
    public required string Activation { get; init; }

    /// <summary>Id of the end token, whose position is pooled; the legacy value 2 stands for "the largest id of the text".</summary>
    [JsonPropertyName("eos_token_id")]
    public required int EndToken { get; init; }

    /// <summary>Whether the position of the largest id is pooled instead of the first end token.</summary>
    [JsonIgnore]
    public bool PoolsAtLargestId => EndToken == LegacyEndToken;

    /// <summary>The text tower of ViT-L/14.</summary>
    public static ClipTextConfig Published { get; } = new()
    {
        VocabularySize = 49408,
        HiddenSize = 768,
        IntermediateSize = 3072,
        LayerCount = 12,
        HeadCount = 12,
        MaxPositions = 77,
        NormEpsilon = 1e-5,
        Activation = "quick_gelu",
        EndToken = LegacyEndToken,
    };

    /// <summary>Reads a <c>config.json</c>: of the text tower alone, or of the whole CLIP model.</summary>
    /// <param name="json">The parsed file.</param>
    /// <param name="source">What messages call it: a path.</param>
    /// <exception cref="ConfigException">A key is unknown, missing or wrong; the message names it and the mend.</exception>
    public static ClipTextConfig FromJson(JsonElement json, string source)
    {
        var config = Read(json, source, TextEncoderJson.Default.ClipTextConfig, "projection_dim");
        config.Validate();
        return config;
    }

    /// <summary>The configuration in the keys that <see cref="FromJson"/> reads.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TextEncoderJson.Default.ClipTextConfig);

    /// <exception cref="ConfigException">Rules are broken; the message names every key and its mend.</exception>
    public void Validate()
    {
        Require(
            (VocabularySize > 0, $"vocab_size is {VocabularySize}; it must be positive."),
            (HiddenSize is > 0 and <= NetworkLimits.MostWidth, $"hidden_size is {HiddenSize}; it must be positive, at most {NetworkLimits.MostWidth}."),
            (IntermediateSize is > 0 and <= NetworkLimits.MostWidth, $"intermediate_size is {IntermediateSize}; it must be positive, at most {NetworkLimits.MostWidth}."),
            (LayerCount is > 0 and <= NetworkLimits.MostLayers, $"num_hidden_layers is {LayerCount}; it must be positive, at most {NetworkLimits.MostLayers}."),
            (HeadCount > 0, $"num_attention_heads is {HeadCount}; it must be positive."),
            (MaxPositions > 0, $"max_position_embeddings is {MaxPositions}; it must be positive."),
            (NormEpsilon > 0, $"layer_norm_eps is {NormEpsilon}; it must be positive."),
            (Activation == "quick_gelu", $"hidden_act is '{Activation}'; only 'quick_gelu' is supported."),
            (EndToken >= 0 && EndToken < VocabularySize, $"eos_token_id is {EndToken}; it must lie below vocab_size {VocabularySize}."));
        Require((
            HiddenSize % HeadCount == 0,
            $"hidden_size {HiddenSize} is not a multiple of num_attention_heads {HeadCount}; make it one."));
    }
}
