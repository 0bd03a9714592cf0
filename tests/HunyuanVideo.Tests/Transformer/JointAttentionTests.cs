using HunyuanVideo.Transformer;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Transformer;

/// <summary>Trained in bfloat16 on a CPU, attention is multiplied out; it must say what the fused kernel says in float32.</summary>
public sealed class JointAttentionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Attention_trained_in_bfloat16_and_its_gradients_are_those_of_float32(bool isMasked)
    {
        using var scope = NewDisposeScope();
        var exact = Draw(isMasked, ScalarType.Float32);
        var rounded = Draw(isMasked, ScalarType.BFloat16);

        Assert.InRange(RelativeError(rounded.Attended, exact.Attended), 1e-6, 0.01);
        Assert.All(rounded.Gradients.Zip(exact.Gradients), pair => Assert.InRange(RelativeError(pair.First, pair.Second), 1e-6, 0.02));
    }

    [Fact]
    public void A_hidden_key_has_no_say()
    {
        using var scope = NewDisposeScope();
        var (queries, keys, values) = Heads(ScalarType.BFloat16);
        var mask = Mask();

        var before = JointAttention.Attend(queries, keys, values, mask);
        var after = JointAttention.Attend(queries, keys, cat([values[.., ..5], values[.., 5..] * 100], 1), mask);

        Assert.Equal(before.to(float32).data<float>().ToArray(), after.to(float32).data<float>().ToArray());
    }

    private static (Tensor Attended, Tensor[] Gradients) Draw(bool isMasked, ScalarType type)
    {
        var (queries, keys, values) = Heads(type);
        var attended = JointAttention.Attend(queries, keys, values, isMasked ? Mask() : null);
        (attended * attended).sum().backward();
        return (attended, [queries.grad!, keys.grad!, values.grad!]);
    }

    /// <summary>[2, 7, 3, 8], the same values of every type up to rounding.</summary>
    private static (Tensor Queries, Tensor Keys, Tensor Values) Heads(ScalarType type)
    {
        var wave = arange(3 * 2 * 7 * 3 * 8, float32).mul(0.7).sin().to(ScalarType.BFloat16).reshape(3, 2, 7, 3, 8);
        return (Leaf(0), Leaf(1), Leaf(2));

        Tensor Leaf(int index) => wave[index].to(type).clone().requires_grad_();
    }

    /// <summary>The first five of seven keys are visible.</summary>
    private static Tensor Mask() => arange(7).lt(5).expand(2, 1, 1, 7);

    private static double RelativeError(Tensor actual, Tensor expected) =>
        ((actual.to(float32) - expected).norm() / expected.norm()).ToDouble();
}
