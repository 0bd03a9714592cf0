using HunyuanVideo.Tensors;

namespace HunyuanVideo.Tests.Tensors;

public sealed class HashTensorTests
{
    [Fact]
    public void Values_match_the_published_check()
    {
        using var first = HashTensor.Create("w.a", [4], 0, 1, 1);
        using var second = HashTensor.Create("w.a", [3], 1, 0.2, 7);

        // Published with eight digits.
        Assert.Equal([0.11813068, -0.7571945, -0.10277331, -0.01224744], first.data<float>().Select(value => Math.Round((double)value, 8)), Near);
        Assert.Equal([1.1693727, 1.1187551, 0.95588243], second.data<float>().Select(value => Math.Round((double)value, 8)), Near);
    }

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) < 6e-8;
}
