using System.Text.Json;
using System.Text.Json.Serialization;

namespace HunyuanVideo.Transformer;

/// <summary>The configuration file with Tencent's names. Absent optional keys have the value that the published code fixes.</summary>
internal sealed class TencentTransformerJson
{
    [JsonPropertyName("in_channels")]
    public int? InChannels { get; set; }

    [JsonPropertyName("out_channels")]
    public int? OutChannels { get; set; }

    [JsonPropertyName("hidden_size")]
    public int? HiddenSize { get; set; }

    [JsonPropertyName("heads_num")]
    public int? HeadCount { get; set; }

    [JsonPropertyName("mm_double_blocks_depth")]
    public int? DoubleBlockCount { get; set; }

    [JsonPropertyName("mm_single_blocks_depth")]
    public int? SingleBlockCount { get; set; }

    [JsonPropertyName("refiner_depth")]
    public int RefinerBlockCount { get; set; } = TransformerConfig.Published.RefinerBlockCount;

    [JsonPropertyName("mlp_width_ratio")]
    public double? MlpRatio { get; set; }

    [JsonPropertyName("mlp_act_type")]
    public string MlpActivation { get; set; } = "gelu_tanh";

    [JsonPropertyName("patch_size")]
    public int[]? PatchSize { get; set; }

    [JsonPropertyName("rope_dim_list")]
    public int[]? RopeAxes { get; set; }

    [JsonPropertyName("rope_theta")]
    public double RopeTheta { get; set; } = TransformerConfig.Published.RopeTheta;

    [JsonPropertyName("qkv_bias")]
    public bool HasQkvBias { get; set; } = true;

    [JsonPropertyName("qk_norm")]
    public bool HasQkNorm { get; set; } = true;

    [JsonPropertyName("qk_norm_type")]
    public string QkNormType { get; set; } = "rms";

    [JsonPropertyName("guidance_embed")]
    public bool? HasGuidance { get; set; }

    [JsonPropertyName("text_projection")]
    public string TextProjection { get; set; } = "single_refiner";

    [JsonPropertyName("use_attention_mask")]
    public bool UsesTextMask { get; set; } = true;

    [JsonPropertyName("text_states_dim")]
    public int? TextWidth { get; set; }

    [JsonPropertyName("text_states_dim_2")]
    public int? PooledTextWidth { get; set; }

    /// <summary>Keys that are not among the above.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}
