using HunyuanVideo.Tensors;
using HunyuanVideo.Training.Flow;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Training.Flow;

public sealed class FlowMatchingTests
{
    [Fact]
    public void Level_0_is_data_level_1_noise_and_each_sample_has_its_own()
    {
        using var scope = NewDisposeScope();
        var (data, noise) = (Draw(1), Draw(2));

        var noisy = FlowMatching.Interpolate(data, noise, tensor(new[] { 0f, 1, 0.25f }));

        Assert.Equal(data[0].data<float>(), noisy[0].data<float>());
        Assert.Equal(noise[1].data<float>(), noisy[1].data<float>());
        var (x1, x0, xt) = (data[2].data<float>().ToArray(), noise[2].data<float>().ToArray(), noisy[2].data<float>().ToArray());
        Assert.All(xt, (value, i) => Assert.Equal((0.75 * x1[i]) + (0.25 * x0[i]), value, 1e-6));
    }

    [Fact]
    public void Velocity_leads_along_the_straight_line_from_data_to_noise()
    {
        using var scope = NewDisposeScope();
        var (data, noise) = (Draw(1), Draw(2));
        var velocity = FlowMatching.Velocity(data, noise);

        var from = FlowMatching.Interpolate(data, noise, full(3, 0.75f));
        var to = FlowMatching.Interpolate(data, noise, full(3, 0.25f));

        Assert.InRange((from + (velocity * (0.25 - 0.75)) - to).abs().max().ToDouble(), 0, 1e-6);
    }

    [Fact]
    public void Loss_is_the_mean_square_of_each_sample_in_float32()
    {
        using var scope = NewDisposeScope();
        var (predicted, velocity) = (Draw(3).to(bfloat16), Draw(4));

        var loss = FlowMatching.LossPerSample(predicted, velocity);

        var expected = Enumerable.Range(0, 3).Select(b => predicted[b].to(float32).data<float>().ToArray()
            .Zip(velocity[b].data<float>().ToArray(), (p, u) => ((double)p - u) * ((double)p - u)).Average());
        Assert.Equal(float32, loss.dtype);
        Assert.All(expected.Zip(loss.data<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    private static Tensor Draw(ulong seed) => HashTensor.Create("x", [3, 2, 2, 2, 2], 0, 1, seed);
}
