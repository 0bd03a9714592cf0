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
}
