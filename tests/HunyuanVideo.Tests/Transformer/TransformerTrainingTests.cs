using HunyuanVideo.Transformer;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Transformer;

/// <summary>What a trainer relies on: gradients and starting weights.</summary>
public sealed class TransformerTrainingTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(QkNorm.Rms, MlpActivation.GeluTanh)]
    [InlineData(QkNorm.Layer, MlpActivation.Gelu)]
    [InlineData(QkNorm.None, MlpActivation.Silu)]
    public void Gradients_agree_with_the_plain_double_version(QkNorm qkNorm, MlpActivation activation)
    {
        using var scope = NewDisposeScope();
        using var network = TinyTransformer.Create(TinyTransformer.Config with { QkNorm = qkNorm, MlpActivation = activation });
        var plain = PlainTransformer.Of(network);
        var input = TinyTransformer.Input(network.Config, [7, 3, 1]);

        network.call(input).square().mean().backward();
        plain.Forward(input).square().mean().backward();

        // As one vector: biases of keys have gradient 0 where nothing norms them, and only rounding remains there.
        var actual = cat([.. network.named_parameters().Select(item => item.parameter.grad!.flatten())]);
        var expected = cat([.. network.named_parameters().Select(item => plain.Weights[item.name].grad!.flatten())]);
        var error = TinyTransformer.RelativeError(actual, expected);
        output.WriteLine($"gradient error {error:E2}");
        Assert.InRange(error, 0, 1e-5);     // measured 1e-6 in float32
    }

    [Fact]
    public void Inference_mode_before_training_does_no_harm()
    {
        using var scope = NewDisposeScope();
        using var network = TinyTransformer.Create(TinyTransformer.Config);
        var input = TinyTransformer.Input(network.Config, [5, 2]);
        using (inference_mode())
        {
            network.call(input);
        }

        network.call(input).sum().backward();

        Assert.All(network.parameters(), parameter => Assert.NotNull(parameter.grad));
    }

    [Fact]
    public void Live_tensors_stay_the_same_over_training_steps()
    {
        using var network = TinyTransformer.Create(TinyTransformer.Config);
        using var inputs = NewDisposeScope();
        var input = TinyTransformer.Input(network.Config, [5, 2]);
        Step();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        Enumerable.Range(0, 10).ToList().ForEach(_ => Step());

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Step()
        {
            using var step = NewDisposeScope();
            network.zero_grad();
            network.call(input).square().mean().backward();
        }
    }

    [Fact]
    public void The_start_predicts_zero_velocity()
    {
        using var scope = NewDisposeScope();
        using var network = new HunyuanVideoTransformer(TinyTransformer.Config);

        network.InitializeForTraining(seed: 3);

        Assert.Equal(0, network.call(TinyTransformer.Input(network.Config, [5])).abs().max().item<float>());
    }

    [Fact]
    public void The_start_depends_on_the_seed_alone()
    {
        using var scope = NewDisposeScope();
        using var first = Started(3);
        using var again = Started(3);
        using var other = Started(4);

        Assert.Equal(Joined(first), Joined(again));
        Assert.NotEqual(Joined(first), Joined(other));

        static HunyuanVideoTransformer Started(ulong seed)
        {
            var network = new HunyuanVideoTransformer(TinyTransformer.Config);
            network.InitializeForTraining(seed);
            return network;
        }

        static float[] Joined(HunyuanVideoTransformer network) => [.. network.parameters().SelectMany(parameter => parameter.data<float>())];
    }

    [Fact]
    public void Starting_matrices_keep_the_variance_of_their_input()
    {
        using var scope = NewDisposeScope();
        using var network = new HunyuanVideoTransformer(TinyTransformer.Config with { HiddenSize = 128, HeadCount = 8 });

        network.InitializeForTraining(seed: 3);

        var matrix = network.get_parameter("single_blocks.0.linear1.weight")!;      // [896, 128]
        Assert.InRange(matrix.std().ToDouble() * Math.Sqrt(128), 0.98, 1.02);       // 114,688 draws: standard error 0.002
    }

    [Fact]
    public void Training_from_the_start_reaches_every_weight_within_three_steps()
    {
        using var scope = NewDisposeScope();
        using var network = new HunyuanVideoTransformer(TinyTransformer.Config);
        network.InitializeForTraining(seed: 3);
        var input = TinyTransformer.Input(network.Config, [5, 2]);
        var target = randn_like(input.Latents);
        using var optimizer = optim.Adam(network.parameters(), lr: 1e-3);

        for (var step = 0; step < 4; step++)
        {
            optimizer.zero_grad();
            (network.call(input) - target).square().mean().backward();
            optimizer.step();
        }

        Assert.All(network.named_parameters(), item => Assert.True(item.parameter.grad!.abs().sum().ToDouble() > 0, item.name));
    }
}
