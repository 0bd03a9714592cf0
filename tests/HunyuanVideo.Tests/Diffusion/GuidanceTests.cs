using HunyuanVideo.Diffusion;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Diffusion;

public sealed class GuidanceTests
{
    [Theory]
    [InlineData(1, 1000)]
    [InlineData(3, 3008)]
    [InlineData(4, 4000)]
    [InlineData(5, 4992)]
    [InlineData(6, 6016)]
    [InlineData(6.5, 6496)]
    [InlineData(7, 7008)]
    [InlineData(8, 8000)]
    [InlineData(9, 9024)]
    [InlineData(10, 9984)]
    public void Bf16_compatibility_gives_the_published_rounding(double guidance, float expected)
    {
        Assert.Equal(expected, Guidance.EmbeddedValue(guidance, bf16Compat: true));
        Assert.Equal((float)(1000 * guidance), Guidance.EmbeddedValue(guidance, bf16Compat: false));
    }

    [Fact]
    public void Combination_extrapolates_from_the_negative_half()
    {
        using var scope = NewDisposeScope();
        var both = tensor([1f, 1f, 2f, 4f], [2, 1, 1, 1, 2]);   // negative (1, 1), positive (2, 4)

        var combined = Guidance.Combine(both, cfgScale: 3, rescale: 0);

        Assert.Equal([4f, 10f], combined.data<float>());
        Assert.Equal([1, 1, 1, 1, 2], combined.shape);
    }

    [Fact]
    public void Full_rescale_keeps_the_deviation_of_the_positive_prediction()
    {
        using var scope = NewDisposeScope();
        var both = NoiseSource.Draw(5, [2, 2, 2, 4, 4]);

        var combined = Guidance.Combine(both, cfgScale: 6, rescale: 1);

        Assert.Equal(both[1].std().ToDouble(), combined.std().ToDouble(), 1e-5);
    }

    [Fact]
    public void Rescale_of_a_sample_does_not_depend_on_its_batch_mates()
    {
        using var scope = NewDisposeScope();
        var (first, second) = (NoiseSource.Draw(1, [2, 1, 2, 3, 3]), NoiseSource.Draw(2, [2, 1, 2, 3, 3]) * 40);
        var batch = cat([first[..1], second[..1], first[1..], second[1..]]);   // [neg 1, neg 2, pos 1, pos 2]

        var together = Guidance.Combine(batch, 4.5, 0.7);

        Assert.Equal(Guidance.Combine(first, 4.5, 0.7).data<float>(), together[..1].data<float>(), (a, b) => Math.Abs(a - b) < 1e-5f);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(0.5, false)]
    [InlineData(1.0001, true)]
    public void Exactly_above_one_switches_the_second_pass_on(double scale, bool isOn) => Assert.Equal(isOn, Guidance.IsOn(scale));
}
