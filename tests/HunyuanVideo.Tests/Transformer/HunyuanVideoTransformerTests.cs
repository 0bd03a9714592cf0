using CsCheck;
using HunyuanVideo.Transformer;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Transformer;

public sealed class HunyuanVideoTransformerTests(ITestOutputHelper output)
{
    // float32 networks of this size were measured at 1e-7 to 6e-7 from the double oracle.
    private const double Float32Tolerance = 5e-6;

    private static readonly Dictionary<string, TransformerConfig> Variants = new(StringComparer.Ordinal)
    {
        ["published options"] = TinyTransformer.Config,
        ["no guidance"] = TinyTransformer.Config with { HasGuidance = false },
        ["no qkv bias"] = TinyTransformer.Config with { HasQkvBias = false },
        ["no q/k norm"] = TinyTransformer.Config with { QkNorm = QkNorm.None },
        ["layer q/k norm"] = TinyTransformer.Config with { QkNorm = QkNorm.Layer },
        ["erf gelu"] = TinyTransformer.Config with { MlpActivation = MlpActivation.Gelu },
        ["relu"] = TinyTransformer.Config with { MlpActivation = MlpActivation.Relu },
        ["silu"] = TinyTransformer.Config with { MlpActivation = MlpActivation.Silu },
        ["linear text projection"] = TinyTransformer.Config with { TextProjection = TextProjectionKind.Linear },
        ["refiner without mask"] = TinyTransformer.Config with { UsesTextMask = false },
        ["no double blocks"] = TinyTransformer.Config with { DoubleBlockCount = 0 },
        ["no single blocks"] = TinyTransformer.Config with { SingleBlockCount = 0 },
        ["no refiner blocks"] = TinyTransformer.Config with { RefinerBlockCount = 0 },
        ["one refiner block"] = TinyTransformer.Config with { RefinerBlockCount = 1 },
        ["9 channels in, 4 out"] = TinyTransformer.Config with { InChannels = 9 },
        ["patch 2x2x1"] = TinyTransformer.Config with { PatchSize = (2, 2, 1) },
        ["ratio 2.6, theta 100, 3 heads of 20"] = TinyTransformer.Config with
        {
            HiddenSize = 60,
            HeadCount = 3,
            RopeAxes = (4, 10, 6),
            MlpRatio = 2.6,
            RopeTheta = 100,
        },
        ["an axis without channels"] = TinyTransformer.Config with { RopeAxes = (0, 8, 8) },
    };

    // At least 4 channels: the norm of 2 is a sign, and rounding turns it over where they are nearly equal.
    private static readonly Gen<(TransformerConfig Config, int[] ValidText, (int, int, int) Size)> AnyShape =
        from heads in Gen.Int[1, 3]
        from axes in Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[2, 3], (time, height, width) => (2 * time, 2 * height, 2 * width))
        from patch in Gen.Select(Gen.Int[1, 2], Gen.Int[1, 3], Gen.Int[1, 3])
        from grid in Gen.Select(Gen.Int[1, 3], Gen.Int[1, 4], Gen.Int[1, 4])
        from depths in Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 2])
        from channels in Gen.Select(Gen.Int[1, 5], Gen.Int[1, 5])
        from options in Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Enum<QkNorm>(), Gen.Enum<MlpActivation>(), Gen.Enum<TextProjectionKind>())
        from validText in Gen.Int[1, 6].Array[1, 3]
        select (
            TinyTransformer.Config with
            {
                HeadCount = heads,
                HiddenSize = heads * (axes.Item1 + axes.Item2 + axes.Item3),
                RopeAxes = axes,
                PatchSize = patch,
                DoubleBlockCount = depths.Item1,
                SingleBlockCount = depths.Item2,
                RefinerBlockCount = depths.Item3,
                InChannels = channels.Item1,
                OutChannels = channels.Item2,
                HasGuidance = options.Item1,
                HasQkvBias = options.Item2,
                UsesTextMask = options.Item3,
                QkNorm = options.Item4,
                MlpActivation = options.Item5,
                TextProjection = options.Item6,
            },
            validText,
            (grid.Item1 * patch.Item1, grid.Item2 * patch.Item2, grid.Item3 * patch.Item3));

    public static TheoryData<string> VariantNames => [.. Variants.Keys];

    [Theory]
    [MemberData(nameof(VariantNames))]
    public void Every_option_agrees_with_the_plain_double_version(string variant)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = TinyTransformer.Create(Variants[variant]);
        var input = TinyTransformer.Input(network.Config, validText: [7, 3, 1]);

        var error = TinyTransformer.RelativeError(network.call(input), PlainTransformer.Of(network).Forward(input));

        output.WriteLine($"{variant}: error {error:E2}, {error / Float32Tolerance:P1} of the tolerance");
        Assert.InRange(error, 0, Float32Tolerance);
    }

    [Fact]
    public void Any_shape_agrees_with_the_plain_double_version()
    {
        AnyShape.Sample(
            shape =>
            {
                using var scope = NewDisposeScope();
                using var noGradient = no_grad();
                using var network = TinyTransformer.Create(shape.Config);
                var input = TinyTransformer.Input(shape.Config, shape.ValidText, textTokens: 6, shape.Size);

                return TinyTransformer.RelativeError(network.call(input), PlainTransformer.Of(network).Forward(input)) < Float32Tolerance;
            },
            iter: 60,
            threads: 1);
    }

    [Theory]
    [InlineData("left padding", 0, 0, 1, 1, 1, 1, 0)]
    [InlineData("holes", 1, 0, 1, 0, 0, 1, 0)]
    [InlineData("one valid token at the end", 0, 0, 0, 0, 0, 0, 1)]
    public void The_refiner_reads_places_and_the_joint_attention_the_count_of_the_mask(string mask, params int[] places)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = TinyTransformer.Create(TinyTransformer.Config);
        var input = TinyTransformer.Input(network.Config, validText: [7]) with { TextMask = tensor(places).unsqueeze(0) };

        var error = TinyTransformer.RelativeError(network.call(input), PlainTransformer.Of(network).Forward(input));

        output.WriteLine($"{mask}: error {error:E2}, {error / Float32Tolerance:P1} of the tolerance");
        Assert.InRange(error, 0, Float32Tolerance);
    }

    [Theory]
    [InlineData(7, 3, 1)]
    [InlineData(4, 4, 4)]
    [InlineData(7, 7, 7)]
    public void A_batch_gives_what_its_samples_give_one_by_one(params int[] validText)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = TinyTransformer.Create(TinyTransformer.Config);
        var input = TinyTransformer.Input(network.Config, validText);

        var together = network.call(input);
        var apart = cat([.. validText.Select((_, index) => network.call(input.Sample(index)))]);

        Assert.InRange(TinyTransformer.RelativeError(together, apart), 0, Float32Tolerance);
    }

    [Fact]
    public void A_batch_too_large_for_a_mask_gives_what_its_samples_give_one_by_one()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = TinyTransformer.Create(TinyTransformer.Config with { DoubleBlockCount = 1, SingleBlockCount = 1 });
        var input = TinyTransformer.Input(network.Config, [6, 2], size: (1, 108, 112));    // 3024 tokens: B·S² is above 2^24

        var together = network.call(input);
        var apart = cat([network.call(input.Sample(0)), network.call(input.Sample(1))]);

        Assert.InRange(TinyTransformer.RelativeError(together, apart), 0, Float32Tolerance);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(5, 3)]
    public void Padding_may_hold_anything(params int[] validText)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = TinyTransformer.Create(TinyTransformer.Config);
        var input = TinyTransformer.Input(network.Config, validText, textTokens: 9);
        var isPadding = input.TextMask.eq(0).unsqueeze(-1);
        var scrambled = input with { TextStates = where(isPadding, input.TextStates.flip(1) * 1000, input.TextStates) };

        // cloned: matrix products of memory that a .NET array owns may differ in the last bit, it lies where it lies
        var error = TinyTransformer.RelativeError(network.call(scrambled), network.call(input with { TextStates = input.TextStates.clone() }));

        Assert.Equal(0, error);
    }

    [Fact]
    public void More_padding_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = TinyTransformer.Create(TinyTransformer.Config);
        var input = TinyTransformer.Input(network.Config, [4], textTokens: 4);
        var padded = input with
        {
            TextStates = nn.functional.pad(input.TextStates, (0, 0, 0, 20), value: 3),
            TextMask = nn.functional.pad(input.TextMask, (0, 20)),
        };

        Assert.Equal(0, TinyTransformer.RelativeError(network.call(padded), network.call(input)));
    }

    [Fact]
    public void Guidance_without_embedder_is_passed_over()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = TinyTransformer.Create(TinyTransformer.Config with { HasGuidance = false });
        var input = TinyTransformer.Input(network.Config, [5]);

        var guided = network.call(input with { Guidance = full(1, 6000f) });

        Assert.Equal(0, TinyTransformer.RelativeError(guided, network.call(input)));
    }

    [Fact]
    public void Live_tensors_stay_the_same_over_100_passes()
    {
        using var noGradient = no_grad();
        using var network = TinyTransformer.Create(TinyTransformer.Config);
        using var inputs = NewDisposeScope();
        var input = TinyTransformer.Input(network.Config, [5, 2]);
        network.call(input).Dispose();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        for (var pass = 0; pass < 100; pass++)
        {
            network.call(input).Dispose();
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void A_network_outlives_the_scope_it_was_made_in()
    {
        HunyuanVideoTransformer network;
        using (NewDisposeScope())
        {
            network = TinyTransformer.Create(TinyTransformer.Config);
        }

        using var scope = NewDisposeScope();
        using (network)
        {
            Assert.True(network.call(TinyTransformer.Input(network.Config, [5])).isfinite().all().item<bool>());
        }
    }

    [Fact]
    public void Bf16_weights_stay_close_to_float32()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = TinyTransformer.Create(TinyTransformer.Config);
        var input = TinyTransformer.Input(network.Config, [5, 2]);
        var exact = network.call(input);

        network.to(bfloat16);
        var rounded = network.call(input);

        // bf16 keeps 8 bits: rounding 2^-9 per operation, some dozens of them in a row
        var error = TinyTransformer.RelativeError(rounded, exact);
        output.WriteLine($"bf16 error {error:E2}");
        Assert.Equal(float32, rounded.dtype);
        Assert.InRange(error, 1e-4, 3e-2);
    }

    [Fact]
    public void Check_points_arrive_in_order_of_computation()
    {
        using var scope = NewDisposeScope();
        using var network = TinyTransformer.Create(TinyTransformer.Config with { DoubleBlockCount = 1, SingleBlockCount = 1, RefinerBlockCount = 1 });
        var names = new List<string>();
        network.Trace = (name, _) => names.Add(name);

        network.call(TinyTransformer.Input(network.Config, [5]));

        Assert.Equal(
            [
                "time_in", "vector_in", "guidance_in", "vec", "img_in", "txt_in.pooled", "txt_in.t_emb", "txt_in.c_emb", "txt_in.block.0",
                "txt_in", "double.0.img", "double.0.txt", "single.0", "final_layer",
            ],
            names);
    }

    [Fact]
    public void All_faults_of_an_input_are_reported_together()
    {
        using var scope = NewDisposeScope();
        using var network = TinyTransformer.Create(TinyTransformer.Config);
        var input = TinyTransformer.Input(network.Config, [5], size: (2, 5, 6));

        var fault = Assert.Throws<InputException>(() => network.call(input with { Guidance = null, PooledText = zeros(1, 9) }));

        Assert.Equal(
            "latents are [1, 4, 2, 5, 6]; give [B, 4, T, H, W] with T, H, W multiples of 1, 2, 2. "
            + "pooled text: shape is [1, 9] instead of [1, 8]. "
            + "guidance is missing; this network embeds it, give 1000 times the guidance scale per sample.",
            fault.Message);
    }

    [Theory]
    [InlineData(new long[] { 4 })]
    [InlineData(new long[] { 1, 4, 2, 4 })]
    [InlineData(new long[] { 1, 5, 2, 4, 6 })]
    [InlineData(new long[] { 1, 4, 0, 4, 6 })]
    [InlineData(new long[] { 0, 4, 2, 4, 6 })]
    public void Latents_of_another_shape_are_refused(long[] shape)
    {
        using var scope = NewDisposeScope();
        using var network = TinyTransformer.Create(TinyTransformer.Config);

        var fault = Assert.Throws<InputException>(() => network.call(TinyTransformer.Input(network.Config, [5]) with { Latents = zeros(shape) }));

        Assert.Contains($"latents are [{string.Join(", ", shape)}]; give [B, 4, T, H, W]", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_without_valid_token_is_refused()
    {
        using var scope = NewDisposeScope();
        using var network = TinyTransformer.Create(TinyTransformer.Config);

        var fault = Assert.Throws<InputException>(() => network.call(TinyTransformer.Input(network.Config, [5, 0])));

        Assert.StartsWith("the text mask of sample 1 has no valid token", fault.Message, StringComparison.Ordinal);
    }
}
