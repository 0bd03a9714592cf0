using System.Text.Json;
using HunyuanVideo.TextEncoders;
using HunyuanVideo.Training.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.TextEncoders;

public sealed class ClipTextModelTests
{
    private static readonly long[,] Ids = { { 48, 7, 20, 49, 49, 49 }, { 48, 9, 8, 45, 11, 49 }, { 48, 3, 4, 5, 6, 7 } };
    private static readonly long[,] Mask = { { 1, 1, 1, 1, 0, 0 }, { 1, 1, 1, 1, 1, 1 }, { 1, 1, 1, 1, 1, 1 } };

    [Fact]
    public void Published_tower_has_the_published_keys()
    {
        using var model = new ClipTextModel(ClipTextConfig.Published, device("meta"));

        var shapes = Shapes.Of(model);

        Assert.Equal(196, shapes.Count);
        Assert.Equal(123_060_480, Shapes.Total(model));
        Assert.Equal("49408,768", shapes["text_model.embeddings.token_embedding.weight"]);
        Assert.Equal("77,768", shapes["text_model.embeddings.position_embedding.weight"]);
        Assert.Equal("768", shapes["text_model.final_layer_norm.bias"]);
        Assert.Equal(
            [
                "layer_norm1.bias 768", "layer_norm1.weight 768", "layer_norm2.bias 768", "layer_norm2.weight 768",
                "mlp.fc1.bias 3072", "mlp.fc1.weight 3072,768", "mlp.fc2.bias 768", "mlp.fc2.weight 768,3072",
                "self_attn.k_proj.bias 768", "self_attn.k_proj.weight 768,768", "self_attn.out_proj.bias 768",
                "self_attn.out_proj.weight 768,768", "self_attn.q_proj.bias 768", "self_attn.q_proj.weight 768,768",
                "self_attn.v_proj.bias 768", "self_attn.v_proj.weight 768,768",
            ],
            shapes.Where(item => item.Key.StartsWith("text_model.encoder.layers.11.", StringComparison.Ordinal))
                .Select(item => $"{item.Key["text_model.encoder.layers.11.".Length..]} {item.Value}"));
    }

    [Fact]
    public void Published_file_of_the_whole_model_gives_the_published_sizes()
    {
        using var file = JsonDocument.Parse("""
            {
              "_name_or_path": "clip", "architectures": ["CLIPModel"], "logit_scale_init_value": 2.6592, "projection_dim": 768,
              "vision_config": { "hidden_size": 1024 },
              "text_config": {
                "attention_dropout": 0.0, "bos_token_id": 0, "dropout": 0.0, "eos_token_id": 2, "hidden_act": "quick_gelu",
                "hidden_size": 768, "initializer_factor": 1.0, "intermediate_size": 3072, "layer_norm_eps": 1e-05,
                "max_position_embeddings": 77, "model_type": "clip_text_model", "num_attention_heads": 12,
                "num_hidden_layers": 12, "pad_token_id": 1, "projection_dim": 768, "vocab_size": 49408
              }
            }
            """);

        var config = ClipTextConfig.FromJson(file.RootElement, "config.json");

        Assert.Equal(ClipTextConfig.Published, config);
    }

    [Fact]
    public void Written_file_reads_back_equal()
    {
        using var file = JsonDocument.Parse(Shapes.SmallClip.ToJson());

        Assert.Equal(Shapes.SmallClip, ClipTextConfig.FromJson(file.RootElement, "config.json"));
    }

    [Fact]
    public void Other_activation_and_an_end_token_outside_the_vocabulary_are_refused_together()
    {
        var fault = Assert.Throws<ConfigException>(() => (Shapes.SmallClip with { Activation = "gelu", EndToken = 50 }).Validate());

        Assert.Contains("hidden_act is 'gelu'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("eos_token_id is 50", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(49, new long[] { 3, 5, 0 })]   // the first end token, position 0 where there is none
    [InlineData(2, new long[] { 3, 5, 0 })]    // legacy: the first largest id
    [InlineData(7, new long[] { 1, 0, 5 })]
    public void Pooled_row_is_that_of_the_end_token(int endToken, long[] positions)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var model = Filled(Shapes.SmallClip with { EndToken = endToken });

        var output = model.forward(tensor(Ids));

        Assert.Equal(
            positions.SelectMany((position, row) => output.LastHiddenState[row, position].data<float>().ToArray()),
            output.Pooled.data<float>());
    }

    [Fact]
    public void Padding_mask_changes_rows_behind_the_end_token_only()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var model = Filled(Shapes.SmallClip);

        var (bare, masked) = (model.forward(tensor(Ids)), model.forward(tensor(Ids), tensor(Mask)));

        Assert.True(Distance.Relative(masked.Pooled, bare.Pooled) < 1e-5);
        Assert.True(Distance.Relative(masked.LastHiddenState[0, 5], bare.LastHiddenState[0, 5]) > 1e-3);
    }

    [Fact]
    public void Text_up_to_its_end_token_pools_the_same()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var model = Filled(Shapes.SmallClip);

        var whole = model.forward(tensor(Ids)).Pooled[0];
        var prefix = model.forward(tensor(Ids).narrow(0, 0, 1).narrow(1, 0, 4)).Pooled[0];

        Assert.True(Distance.Relative(prefix, whole) < 1e-5);
    }

    [Fact]
    public void Text_longer_than_the_position_table_is_refused()
    {
        using var model = new ClipTextModel(Shapes.SmallClip);
        using var ids = zeros(1, 17, dtype: int64);

        Assert.Throws<ArgumentException>(() => model.forward(ids));
    }

    [Fact]
    public void Bfloat16_stays_close_to_float32()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var exact = Filled(Shapes.SmallClip);
        using var rounded = new ClipTextModel(Shapes.SmallClip, dtype: bfloat16);
        rounded.InitializeForTraining(3);

        var error = Distance.Relative(rounded.forward(tensor(Ids)).Pooled, exact.forward(tensor(Ids)).Pooled);

        Assert.True(error < 0.02, $"{error}");   // bf16 keeps 8 bits: 0.004 a rounding
    }

    [Fact]
    public void Forward_leaves_only_its_results_alive()
    {
        using var noGradient = no_grad();
        using var model = Filled(Shapes.SmallClip);
        using var ids = tensor(Ids);
        using var mask = tensor(Mask);
        using var scope = NewDisposeScope();

        model.forward(ids, mask);

        Assert.Equal(2, scope.DisposablesCount);
    }

    [Fact]
    public void Live_tensors_stay_the_same_over_100_passes()
    {
        using var noGradient = no_grad();
        using var model = Filled(Shapes.SmallClip);
        using var ids = tensor(Ids);
        using var mask = tensor(Mask);
        Pass();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        Enumerable.Range(0, 100).ToList().ForEach(_ => Pass());

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Pass() => model.forward(ids, mask).Dispose();
    }

    private static ClipTextModel Filled(ClipTextConfig config)
    {
        var model = new ClipTextModel(config);
        model.InitializeForTraining(3);
        return model;
    }
}
