using HunyuanVideo.Random;
using HunyuanVideo.Training.Optimisation;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Training.Optimisation;

public sealed class MuonTests
{
    [Theory]
    [InlineData(24, 64)]
    [InlineData(64, 24)]
    [InlineData(32, 32)]
    public void An_update_has_singular_values_about_1(int rows, int columns)
    {
        using var scope = NewDisposeScope();

        var values = linalg.svdvals(Muon.Orthogonal(Normal(rows, columns), iterations: 8));

        Assert.InRange(values.min().ToDouble(), 0.6, 1.3);
        Assert.InRange(values.max().ToDouble(), 0.6, 1.3);
    }

    [Fact]
    public void An_update_keeps_the_directions_of_the_gradient()
    {
        using var scope = NewDisposeScope();
        var gradient = Normal(16, 40);
        var (left, _, right) = linalg.svd(gradient, fullMatrices: false);

        var update = Muon.Orthogonal(gradient, iterations: 8);

        Assert.True((update - left.mm(right)).norm().ToDouble() < 0.3 * update.norm().ToDouble());
    }

    [Fact]
    public void The_first_step_has_the_size_of_AdamW()
    {
        using var scope = NewDisposeScope();
        using var matrix = new Parameter(zeros(48, 192), requires_grad: true);
        using var muon = new Muon([KeyValuePair.Create("blocks.0.weight", matrix)], new MuonOptions(), weightDecay: 0);
        matrix.grad = Normal(48, 192);

        muon.Step(1e-3);

        Assert.InRange(matrix.square().mean().sqrt().ToDouble(), 1e-4, 3e-4);
    }

    private static Tensor Normal(int rows, int columns)
    {
        var values = new float[rows * columns];
        Philox.For(7, "matrix").FillNormal(values);
        return tensor(values, [rows, columns]);
    }
}
