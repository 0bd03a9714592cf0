using System.Text.Json;
using System.Text.Json.Serialization;
using static HunyuanVideo.TextEncoders.HuggingFaceConfig;

namespace HunyuanVideo.TextEncoders;

/// <summary>Shape of a Llama decoder. Published values: <see cref="Published"/>. Source: spec text-encoders §2.1.</summary>
public sealed record LlamaConfig
{
    /// <summary>Rows of the token table; every id lies below it.</summary>
    [JsonPropertyName("vocab_size")]
    public required int VocabularySize { get; init; }

    /// <summary>Model width D, in channels.</summary>
    [JsonPropertyName("hidden_size")]
    public required int HiddenSize { get; init; }

    /// <summary>Width F of the gated perceptron, in channels.</summary>
    [JsonPropertyName("intermediate_size")]
    public required int IntermediateSize { get; init; }

    /// <summary>Decoder layers N.</summary>
    [JsonPropertyName("num_hidden_layers")]
    public required int LayerCount { get; init; }

    /// <summary>Query heads H.</summary>
    [JsonPropertyName("num_attention_heads")]
    public required int HeadCount { get; init; }

    /// <summary>Key and value heads K; must divide <see cref="HeadCount"/>.</summary>
    [JsonPropertyName("num_key_value_heads")]
    public required int KeyValueHeadCount { get; init; }

    /// <summary>Head width d where the file states it; <see cref="HeadWidth"/> is the one in force.</summary>
    [JsonPropertyName("head_dim")]
    public int? StatedHeadWidth { get; init; }

    /// <summary>Added to the mean square in every norm.</summary>
    [JsonPropertyName("rms_norm_eps")]
    public required double NormEpsilon { get; init; }

    /// <summary>Base of the rotary frequencies.</summary>
    [JsonPropertyName("rope_theta")]
    public required double RopeTheta { get; init; }

    /// <summary>Activation of the gate; only <c>silu</c> exists.</summary>
    [JsonPropertyName("hidden_act")]
    public required string Activation { get; init; }

    /// <summary>Whether the four attention projections have biases.</summary>
    [JsonPropertyName("attention_bias")]
    public bool HasAttentionBias { get; init; }

    /// <summary>Whether the three projections of the perceptron have biases.</summary>
    [JsonPropertyName("mlp_bias")]
    public bool HasMlpBias { get; init; }

    /// <summary>Whether a language-model head uses the token table instead of weights of its own. The encoder has no head.</summary>
    [JsonPropertyName("tie_word_embeddings")]
    public bool TiesHead { get; init; }

    /// <summary>Head width d: as stated, else D / H.</summary>
    [JsonIgnore]
    public int HeadWidth => StatedHeadWidth ?? (HiddenSize / HeadCount);

    /// <summary>The language half of the published text encoder (Llama-3-8B with 64 more token rows).</summary>
    public static LlamaConfig Published { get; } = new()
    {
        VocabularySize = 128320,
        HiddenSize = 4096,
        IntermediateSize = 14336,
        LayerCount = 32,
        HeadCount = 32,
        KeyValueHeadCount = 8,
        NormEpsilon = 1e-5,
        RopeTheta = 500000,
        Activation = "silu",
    };

    /// <summary>Reads a <c>config.json</c>: of the decoder alone, or of a whole model that keeps it under <c>text_config</c>.</summary>
    /// <param name="json">The parsed file.</param>
    /// <param name="source">What messages call it: a path.</param>
    /// <exception cref="ConfigException">A key is unknown, missing or wrong; the message names it and the mend.</exception>
    public static LlamaConfig FromJson(JsonElement json, string source)
    {
        var config = Read(json, source, TextEncoderJson.Default.LlamaConfig, "max_position_embeddings", "pretraining_tp", "rope_scaling");
        Require((
            !json.TryGetProperty("rope_scaling", out var scaling) || scaling.ValueKind == JsonValueKind.Null,
            $"{source}: rope_scaling is {scaling}, which is not supported; the published encoder has null."));
        config.Validate();
        return config;
    }

    /// <summary>The configuration in the keys that <see cref="FromJson"/> reads.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TextEncoderJson.Default.LlamaConfig);

    /// <exception cref="ConfigException">Rules are broken; the message names every key and its mend.</exception>
    public void Validate()
    {
        Require(
            (VocabularySize > 0, $"vocab_size is {VocabularySize}; it must be positive."),
            (HiddenSize is > 0 and <= NetworkLimits.MostWidth, $"hidden_size is {HiddenSize}; it must be positive, at most {NetworkLimits.MostWidth}."),
            (IntermediateSize is > 0 and <= NetworkLimits.MostWidth, $"intermediate_size is {IntermediateSize}; it must be positive, at most {NetworkLimits.MostWidth}."),
            (LayerCount is > 0 and <= NetworkLimits.MostLayers, $"num_hidden_layers is {LayerCount}; it must be positive, at most {NetworkLimits.MostLayers}."),
            (HeadCount > 0, $"num_attention_heads is {HeadCount}; it must be positive."),
            (KeyValueHeadCount > 0, $"num_key_value_heads is {KeyValueHeadCount}; it must be positive."),
            (NormEpsilon > 0, $"rms_norm_eps is {NormEpsilon}; it must be positive."),
            (RopeTheta > 0, $"rope_theta is {RopeTheta}; it must be positive."),
            (Activation == "silu", $"hidden_act is '{Activation}'; only 'silu' is supported."));
        Require(
            (HeadCount % KeyValueHeadCount == 0,
                $"num_attention_heads {HeadCount} is not a multiple of num_key_value_heads {KeyValueHeadCount}; make it one."),
            (StatedHeadWidth is not null || HiddenSize % HeadCount == 0,
                $"hidden_size {HiddenSize} is not a multiple of num_attention_heads {HeadCount}; make it one or state head_dim."),
            (HeadWidth > 0 && HeadWidth % 2 == 0,
                $"the head width is {HeadWidth}; rotary halves need a positive even head_dim."));
    }
}
