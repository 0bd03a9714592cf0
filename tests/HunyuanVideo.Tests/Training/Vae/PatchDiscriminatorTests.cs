using HunyuanVideo.Random;
using HunyuanVideo.Tensors;
using HunyuanVideo.Training.Vae;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Training.Vae;

public sealed class PatchDiscriminatorTests
{
    [Fact]
    public void The_same_seed_gives_the_same_judge()
    {
        using var scope = NewDisposeScope();
        using var first = new PatchDiscriminator(8, 3, 1);
        using var second = new PatchDiscriminator(8, 3, 1);
        var values = new float[3 * 5 * 32 * 32];
        Philox.For(1, "video").FillNormal(values);
        var video = AlignedTensor.Copy(values, [1, 3, 5, 32, 32]);

        foreach (var (one, other) in first.named_parameters().Zip(second.named_parameters()))
        {
            Assert.True((one.parameter - other.parameter).abs().max().ToDouble() == 0, one.name);
        }

        Assert.Equal([1, 1, 5, 4, 4], first.forward(video).shape);
        Assert.Equal(0, (first.forward(video) - second.forward(video)).abs().max().ToDouble());
    }

    [Fact]
    public void R1_is_what_finite_differences_give()
    {
        using var scope = NewDisposeScope();
        using var network = new PatchDiscriminator(4, 2, 1);
        network.to(float64);
        var values = new float[2 * 3 * 1 * 8 * 8];
        Philox.For(1, "video").FillNormal(values);
        var video = tensor(values, [2, 3, 1, 8, 8], dtype: float64);
        const double Step = 1e-6;
        var squares = 0.0;
        for (var pixel = 0L; pixel < values.Length; pixel++)
        {
            squares += Math.Pow((Verdict(pixel, Step) - Verdict(pixel, -Step)) / (2 * Step), 2);
        }

        var penalty = network.SquaredGradient(video);

        Assert.Equal(squares / 2, penalty.ToDouble(), 6 * Math.Max(1e-9, squares * 1e-6));
        penalty.backward();
        Assert.All(network.named_parameters().Where(item => item.name.EndsWith("weight", StringComparison.Ordinal)), item => Assert.False(item.parameter.grad is null, item.name));

        double Verdict(long pixel, double step)
        {
            using var inner = NewDisposeScope();
            using var noGradient = no_grad();
            var moved = video.clone();
            moved.view(-1).narrow(0, pixel, 1).add_(step);
            return network.forward(moved).flatten(1).mean([1]).sum().ToDouble();
        }
    }
}
