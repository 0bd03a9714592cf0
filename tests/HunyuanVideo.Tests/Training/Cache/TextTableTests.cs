using HunyuanVideo.Training.Cache;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Training.Cache;

public sealed class TextTableTests
{
    [Fact]
    public void A_batch_has_its_texts_in_order_and_zeros_behind_the_short_ones()
    {
        using var scope = NewDisposeScope();
        using var table = TextTable.Of([Text(1, tokens: 2), Text(10, tokens: 3), Text(20, tokens: 1)], CPU);

        var (states, mask, pooled) = table.Gather([2, 0]);

        Assert.Equal(3, table.Count);
        Assert.Equal([2L, 2, 4], states.shape);
        Assert.Equal([20f, 20, 20, 20, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2], states.data<float>().ToArray());
        Assert.Equal([1L, 0, 1, 1], mask.data<long>().ToArray());
        Assert.Equal([20f, 20, 1, 1], pooled.data<float>().ToArray());
    }

    [Fact]
    public void A_batch_may_be_longer_than_its_texts()
    {
        using var scope = NewDisposeScope();
        using var table = TextTable.Of([Text(1, tokens: 1)], CPU);

        var (states, mask, _) = table.Gather([0], leastLength: 3);

        Assert.Equal([1L, 3, 4], states.shape);
        Assert.Equal([1L, 0, 0], mask.data<long>().ToArray());
        Assert.Equal(4, states.sum().ToDouble());
    }

    /// <summary>Tokens of <paramref name="first"/>, first + 1 … in all 4 channels.</summary>
    private static CachedText Text(float first, int tokens) =>
        new((arange(tokens, dtype: ScalarType.Float32) + first).unsqueeze(1).expand(tokens, 4).clone(), full([2], first));
}
