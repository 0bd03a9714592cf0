using HunyuanVideo.TextEncoders;
using HunyuanVideo.Training.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.TextEncoders;

public sealed class LlamaModelTests
{
    private static readonly long[,] Ids = { { 1, 7, 20, 33, 4, 49, 49, 49 }, { 1, 9, 8, 45, 11, 12, 30, 2 } };
    private static readonly long[,] RightPadding = { { 1, 1, 1, 1, 1, 0, 0, 0 }, { 1, 1, 1, 1, 1, 1, 1, 1 } };
    private static readonly long[,] LeftPadding = { { 0, 0, 0, 1, 1, 1, 1, 1 }, { 1, 1, 1, 1, 1, 1, 1, 1 } };

    [Fact]
    public void Published_model_has_the_published_keys()
    {
        using var model = new LlamaModel(LlamaConfig.Published, device("meta"), bfloat16);

        var shapes = Shapes.Of(model);

        Assert.Equal(290, shapes.Count);   // 9 a layer and 2; causal-LM files have lm_head as the 291st
        Assert.Equal(7_505_186_816, Shapes.Total(model));
        Assert.Equal("128320,4096", shapes["embed_tokens.weight"]);
        Assert.Equal("4096", shapes["norm.weight"]);
        Assert.Equal(
            [
                "layers.31.input_layernorm.weight 4096", "layers.31.mlp.down_proj.weight 4096,14336",
                "layers.31.mlp.gate_proj.weight 14336,4096", "layers.31.mlp.up_proj.weight 14336,4096",
                "layers.31.post_attention_layernorm.weight 4096", "layers.31.self_attn.k_proj.weight 1024,4096",
                "layers.31.self_attn.o_proj.weight 4096,4096", "layers.31.self_attn.q_proj.weight 4096,4096",
                "layers.31.self_attn.v_proj.weight 1024,4096",
            ],
            shapes.Where(item => item.Key.StartsWith("layers.31.", StringComparison.Ordinal)).Select(item => $"{item.Key} {item.Value}"));
    }

    [Fact]
    public void Published_state_needs_neither_the_last_two_layers_nor_the_norm()
    {
        using var model = new LlamaModel(LlamaConfig.Published, device("meta"), bfloat16, HiddenStateChoice.Published);

        Assert.Equal(7_068_958_720, Shapes.Total(model));
        Assert.All(
            ["norm.weight", "lm_head.weight", "layers.30.mlp.up_proj.weight", "layers.31.input_layernorm.weight", "layers.3.self_attn.rotary_emb.inv_freq"],
            key => Assert.True(model.CanIgnore(key), key));
        Assert.All(
            ["layers.29.mlp.up_proj.weight", "layers.32.mlp.up_proj.weight", "embed_tokens.weight", "layers.0.self_attn.q_proj.bias"],
            key => Assert.False(model.CanIgnore(key), key));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0.81461723)]
    [InlineData(2, 0.66360124)]
    [InlineData(32, 1.4142136e-3)]
    [InlineData(63, 2.4551408e-6)]
    public void Rotary_frequencies_match_the_published_check(int channel, double frequency)
    {
        var actual = RotaryHalves.InverseFrequencies(128, 5e5)[channel];

        Assert.Equal(1, actual / frequency, 6e-8 + 1e-8);   // half a float32 step, and eight published digits
    }

    [Fact]
    public void Padding_on_the_right_leaves_real_rows_as_they_are_without_it()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var model = Filled();
        var padded = model.forward(tensor(Ids), tensor(RightPadding), HiddenStateChoice.Published);

        var alone = model.forward(tensor(Ids).narrow(0, 0, 1).narrow(1, 0, 5), null, HiddenStateChoice.Published);

        Assert.True(Distance.Relative(padded.narrow(0, 0, 1).narrow(1, 0, 5), alone) < 1e-5);
    }

    [Fact]
    public void Padding_on_the_left_stays_finite()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var model = Filled();

        var states = model.forward(tensor(Ids), tensor(LeftPadding), HiddenStateChoice.Last);

        Assert.True(states.isfinite().all().item<bool>());
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(4, false)]
    public void Partly_built_model_gives_the_state_of_the_whole_one(int skip, bool norm)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var choice = new HiddenStateChoice(skip, norm);
        using var whole = Filled();
        using var part = new LlamaModel(Shapes.SmallLlama, builtFor: choice);
        part.InitializeForTraining(5);

        var expected = whole.forward(tensor(Ids), tensor(RightPadding), choice);

        Assert.Equal(expected.data<float>(), part.forward(tensor(Ids), tensor(RightPadding), choice).data<float>());
    }

    [Theory]
    [InlineData(true, 0.02)]
    [InlineData(false, 1.0)]
    public void A_table_of_tokens_begins_wide_unless_it_is_the_head(bool isHead, double deviation)
    {
        using var scope = NewDisposeScope();
        using var model = new LlamaModel(Shapes.SmallLlama with { TiesHead = isHead });

        model.InitializeForTraining(5);

        Assert.InRange(model.TokenTable.std().ToDouble(), 0.9 * deviation, 1.1 * deviation);
    }

    [Fact]
    public void State_behind_the_built_layers_is_refused()
    {
        using var model = new LlamaModel(Shapes.SmallLlama, builtFor: HiddenStateChoice.Published);
        using var ids = tensor(Ids);

        Assert.Throws<InvalidOperationException>(() => model.forward(ids, null, new HiddenStateChoice(1)));
        Assert.Throws<ConfigException>(() => model.forward(ids, null, new HiddenStateChoice(5)));
    }

    [Fact]
    public void Head_width_may_differ_from_the_share_of_the_model_width()
    {
        using var scope = NewDisposeScope();
        using var model = new LlamaModel(Shapes.SmallLlama with { StatedHeadWidth = 6 });
        model.InitializeForTraining(1);

        var states = model.forward(tensor(Ids), null, HiddenStateChoice.Last);

        Assert.Equal([2, 8, 32], states.shape);
        Assert.Equal("32,24", Shapes.Of(model)["layers.0.self_attn.o_proj.weight"]);
    }

    [Fact]
    public void Bfloat16_stays_close_to_float32()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var exact = Filled();
        using var rounded = new LlamaModel(Shapes.SmallLlama, dtype: bfloat16);
        rounded.InitializeForTraining(5);

        var expected = exact.forward(tensor(Ids), tensor(RightPadding), HiddenStateChoice.Last);
        var actual = rounded.forward(tensor(Ids), tensor(RightPadding), HiddenStateChoice.Last);

        Assert.Equal(bfloat16, actual.dtype);
        Assert.True(Distance.Relative(actual, expected) < 0.02, $"{Distance.Relative(actual, expected)}");   // bf16 keeps 8 bits: 0.004 a rounding
    }

    [Fact]
    public void Forward_leaves_only_its_result_alive()
    {
        using var noGradient = no_grad();
        using var model = Filled();
        using var ids = tensor(Ids);
        using var mask = tensor(RightPadding);
        using var scope = NewDisposeScope();

        model.forward(ids, mask, HiddenStateChoice.Published);

        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void Live_tensors_stay_the_same_over_100_passes()
    {
        using var noGradient = no_grad();
        using var model = Filled();
        using var ids = tensor(Ids);
        using var mask = tensor(RightPadding);
        Pass();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        Enumerable.Range(0, 100).ToList().ForEach(_ => Pass());

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Pass() => model.forward(ids, mask, HiddenStateChoice.Published).Dispose();
    }

    [Fact]
    public void Crop_keeps_what_follows_and_refuses_to_keep_nothing()
    {
        using var scope = NewDisposeScope();
        var mask = tensor(RightPadding);

        Assert.Equal([2, 3], TextCrop.After(mask, 5).shape);
        Assert.Throws<InputException>(() => TextCrop.After(mask, 8));
    }

    private static LlamaModel Filled()
    {
        var model = new LlamaModel(Shapes.SmallLlama);
        model.InitializeForTraining(5);
        return model;
    }
}
