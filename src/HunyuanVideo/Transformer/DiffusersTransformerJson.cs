using System.Text.Json;
using System.Text.Json.Serialization;

namespace HunyuanVideo.Transformer;

/// <summary>The <c>config.json</c> of diffusers' <c>HunyuanVideoTransformer3DModel</c>.</summary>
internal sealed class DiffusersTransformerJson
{
    [JsonPropertyName("in_channels")]
    public int? InChannels { get; set; }

    [JsonPropertyName("out_channels")]
    public int? OutChannels { get; set; }

    [JsonPropertyName("num_attention_heads")]
    public int? HeadCount { get; set; }

    [JsonPropertyName("attention_head_dim")]
    public int? HeadWidth { get; set; }

    [JsonPropertyName("num_layers")]
    public int? DoubleBlockCount { get; set; }

    [JsonPropertyName("num_single_layers")]
    public int? SingleBlockCount { get; set; }

    [JsonPropertyName("num_refiner_layers")]
    public int? RefinerBlockCount { get; set; }

    [JsonPropertyName("mlp_ratio")]
    public double? MlpRatio { get; set; }

    [JsonPropertyName("patch_size")]
    public int? PatchSize { get; set; }

    [JsonPropertyName("patch_size_t")]
    public int? PatchSizeTime { get; set; }

    [JsonPropertyName("qk_norm")]
    public string? QkNorm { get; set; } = "rms_norm";

    [JsonPropertyName("guidance_embeds")]
    public bool? HasGuidance { get; set; }

    [JsonPropertyName("text_embed_dim")]
    public int? TextWidth { get; set; }

    [JsonPropertyName("pooled_projection_dim")]
    public int? PooledTextWidth { get; set; }

    [JsonPropertyName("rope_theta")]
    public double RopeTheta { get; set; } = TransformerConfig.Published.RopeTheta;

    [JsonPropertyName("rope_axes_dim")]
    public int[]? RopeAxes { get; set; }

    /// <summary>null and <c>latent_concat</c> are this network; the latter only has more input channels.</summary>
    [JsonPropertyName("image_condition_type")]
    public string? ImageCondition { get; set; }

    /// <summary>Keys that are not among the above.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}
