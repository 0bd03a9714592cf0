using System.Text;
using HunyuanVideo.Transformer;

namespace HunyuanVideo.Tests.Transformer;

public sealed class TransformerConfigTests
{
    private const string Diffusers = """
        {
          "_class_name": "HunyuanVideoTransformer3DModel",
          "_diffusers_version": "0.32.0",
          "attention_head_dim": 128,
          "guidance_embeds": true,
          "image_condition_type": null,
          "in_channels": 16,
          "mlp_ratio": 4.0,
          "num_attention_heads": 24,
          "num_layers": 20,
          "num_refiner_layers": 2,
          "num_single_layers": 40,
          "out_channels": 16,
          "patch_size": 2,
          "patch_size_t": 1,
          "pooled_projection_dim": 768,
          "qk_norm": "rms_norm",
          "rope_axes_dim": [16, 56, 56],
          "rope_theta": 256.0,
          "text_embed_dim": 4096
        }
        """;

    public static TheoryData<string, TransformerConfig> RoundTrips => new()
    {
        { "published", TransformerConfig.Published },
        { "without guidance", TransformerConfig.PublishedWithoutGuidance },
        {
            "every option otherwise",
            TinyTransformer.Config with
            {
                OutChannels = 3, MlpRatio = 2.5, MlpActivation = MlpActivation.Relu, PatchSize = (2, 1, 4), RopeTheta = 99.5, HasQkvBias = false,
                QkNorm = QkNorm.Layer, TextProjection = TextProjectionKind.Linear, UsesTextMask = false, RefinerBlockCount = 5, DoubleBlockCount = 0,
            }
        },
        { "no norm", TinyTransformer.Config with { QkNorm = QkNorm.None, MlpActivation = MlpActivation.Silu } },
    };

    [Theory]
    [MemberData(nameof(RoundTrips))]
    public void Written_configurations_read_back_equal(string name, TransformerConfig config)
    {
        var again = Read(config.ToJson());

        Assert.True(config == again, $"{name}: {again}");
    }

    [Fact]
    public void The_diffusers_file_of_the_published_model_is_the_published_configuration()
    {
        Assert.Equal(TransformerConfig.Published, Read(Diffusers));
    }

    [Fact]
    public void Optional_keys_have_the_values_that_the_published_code_fixes()
    {
        var config = Read("""
            {"in_channels": 16, "hidden_size": 3072, "heads_num": 24, "mm_double_blocks_depth": 20, "mm_single_blocks_depth": 40, "mlp_width_ratio": 4,
             "patch_size": [1, 2, 2], "rope_dim_list": [16, 56, 56], "guidance_embed": true, "text_states_dim": 4096, "text_states_dim_2": 768}
            """);

        Assert.Equal(TransformerConfig.Published, config);
    }

    [Fact]
    public void An_unknown_key_is_refused_with_a_list_of_the_known_ones()
    {
        var json = TransformerConfig.Published.ToJson().Replace("\"heads_num\"", "\"head_num\"", StringComparison.Ordinal);

        var fault = Assert.Throws<ConfigException>(() => Read(json));

        Assert.Contains("model.json: unknown key head_num; known are in_channels, out_channels, hidden_size, heads_num,", fault.Message, StringComparison.Ordinal);
        Assert.Contains("heads_num is missing; add it.", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"num_layers\": 20", "\"num_layer\": 20", "unknown key num_layer; known are in_channels")]
    [InlineData("\"rms_norm\"", "\"batch_norm\"", "qk_norm 'batch_norm' is not supported; use rms_norm.")]
    [InlineData("\"image_condition_type\": null", "\"image_condition_type\": \"token_replace\"", "image_condition_type 'token_replace' is not supported; use latent_concat.")]
    [InlineData("\"in_channels\": 16", "\"in_channels\": \"many\"", "$.in_channels")]
    [InlineData("[16, 56, 56]", "[64, 64]", "rope_axes_dim [64, 64] has 2 numbers; give three: time, height, width.")]
    public void A_bad_diffusers_file_is_refused(string good, string bad, string message)
    {
        var fault = Assert.Throws<ConfigException>(() => Read(Diffusers.Replace(good, bad, StringComparison.Ordinal)));

        Assert.StartsWith("model.json: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"hidden_size\": 1")]
    [InlineData("{\"hidden_size\": 99999999999}")]
    [InlineData("null")]
    public void Something_else_than_a_configuration_is_refused(string json)
    {
        Assert.StartsWith("model.json: ", Assert.Throws<ConfigException>(() => Read(json)).Message, StringComparison.Ordinal);
    }

    public static TheoryData<TransformerConfig, string> BrokenRules => new()
    {
        { TinyTransformer.Config with { HeadCount = 5 }, "heads_num 5 does not divide hidden_size 32; make hidden_size a multiple of heads_num." },
        { TinyTransformer.Config with { RopeAxes = (4, 6, 8) }, "rope_dim_list [4, 6, 8] sums to 18 but the head width is 16; make them equal." },
        {
            TinyTransformer.Config with { RopeAxes = (4, 5, 7) },
            "rope_dim_list [4, 5, 7] has an odd or negative part; RoPE turns pairs of channels, make every part even."
        },
        { TinyTransformer.Config with { InChannels = 0 }, "in_channels 0 is too small; it must be at least 1." },
        { TinyTransformer.Config with { DoubleBlockCount = 1_000_000_000 }, "mm_double_blocks_depth 1000000000 is too large; it must be at most 1000." },
        { TinyTransformer.Config with { SingleBlockCount = -1 }, "mm_single_blocks_depth -1 is too small; it must be at least 0." },
        { TinyTransformer.Config with { PatchSize = (1, 0, 2) }, "patch_size 0 is too small; it must be at least 1." },
        { TinyTransformer.Config with { MlpRatio = 0.01 }, "mlp_width_ratio 0.01 leaves the MLP no width; the published value is 4." },
        { TinyTransformer.Config with { RopeTheta = double.NaN }, "rope_theta NaN is not a positive number; the published value is 256." },
        {
            TinyTransformer.Config with { TextWidth = 0, PooledTextWidth = 0 },
            "text_states_dim 0 is too small; it must be at least 1. text_states_dim_2 0 is too small; it must be at least 1."
        },
    };

    [Theory]
    [MemberData(nameof(BrokenRules))]
    public void A_broken_rule_names_the_key_and_the_mend(TransformerConfig config, string message)
    {
        Assert.Equal(message, Assert.Throws<ConfigException>(config.Validate).Message);
        Assert.Equal(message, Assert.Throws<ConfigException>(() => new HunyuanVideoTransformer(config)).Message);
    }

    private static TransformerConfig Read(string json) => TransformerConfig.FromJson(Encoding.UTF8.GetBytes(json), "model.json");
}
