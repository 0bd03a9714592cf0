using HunyuanVideo.Training.Optimisation;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Training.Optimisation;

public sealed class GradientNormTests
{
    [Fact]
    public void Norm_is_that_of_all_gradients_together()
    {
        using var scope = NewDisposeScope();

        var norm = GradientNorm.Measure(Parameters([3, 0], [4, 12]));

        Assert.Equal(13, norm, 1e-6);
    }

    [Fact]
    public void Parameters_without_gradient_count_nothing()
    {
        using var scope = NewDisposeScope();
        var parameters = Parameters([3, 4]).Append(KeyValuePair.Create("idle", new Parameter(zeros(2)))).ToList();

        Assert.Equal(5, GradientNorm.Measure(parameters), 1e-6);
        Assert.Equal(0, GradientNorm.Measure(parameters[1..]));
        GradientNorm.Clip(parameters, 5, 1);
    }

    [Theory]
    [InlineData(2.0, 2.0 / (13 + 1e-6))]
    [InlineData(13.0, 13.0 / (13 + 1e-6))]
    [InlineData(20.0, 1.0)]
    [InlineData(0.0, 1.0)]
    public void Gradients_are_scaled_together_and_only_down(double most, double scale)
    {
        using var scope = NewDisposeScope();
        var parameters = Parameters([3, 0], [4, 12]);

        GradientNorm.Clip(parameters, GradientNorm.Measure(parameters), most);

        var scaled = parameters.SelectMany(item => item.Value.grad!.data<float>().ToArray());
        Assert.All(scaled.Zip(new[] { 3.0, 0, 4, 12 }), pair => Assert.Equal(pair.Second * scale, pair.First, 1e-6));
    }

    [Fact]
    public void Values_that_are_not_finite_show_in_the_norm()
    {
        using var scope = NewDisposeScope();

        Assert.False(double.IsFinite(GradientNorm.Measure(Parameters([1, float.NaN]))));
        Assert.False(double.IsFinite(GradientNorm.Measure(Parameters([1, float.PositiveInfinity]))));
    }

    private static List<KeyValuePair<string, Parameter>> Parameters(params float[][] gradients) => [.. gradients.Select((gradient, i) =>
        KeyValuePair.Create($"p{i}", new Parameter(zeros(gradient.Length)) { grad = tensor(gradient).clone() }))];
}
