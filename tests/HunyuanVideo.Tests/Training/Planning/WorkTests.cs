using HunyuanVideo.Training.Planning;
using HunyuanVideo.Transformer;
using HunyuanVideo.Vae;

namespace HunyuanVideo.Tests.Training.Planning;

public sealed class WorkTests
{
    private static readonly PlanOptions Options = new();

    // Source: spec training §14.3, forward pass of one sample of 320 + 32 tokens: 2.8 + 0.9, 6.6 + 1.5 and 14.9 + 2.3 GFLOP.
    [Theory]
    [InlineData(192, 3, 6, 3.7)]
    [InlineData(256, 4, 8, 8.1)]
    [InlineData(384, 4, 8, 17.2)]
    public void The_transformer_costs_what_the_table_says(int width, int doubles, int singles, double gigaFlops)
    {
        var config = TransformerConfig.Published with { HiddenSize = width, HeadCount = width / 64, DoubleBlockCount = doubles, SingleBlockCount = singles, RefinerBlockCount = 0 };

        var work = TransformerWork.Of(config, batch: 1, imageTokens: 320, textTokens: 32, StepWork.Training, Options);

        Assert.InRange(work.ForwardFlops / 1e9, gigaFlops - 0.1, gigaFlops + 0.1);
        Assert.Equal(3 * work.ForwardFlops, work.Flops);
    }

    [Fact]
    public void Tokens_are_patches_of_latents() => Assert.Equal(320, TransformerWork.Tokens(TransformerConfig.Published, latentFrames: 5, latentSide: 16));

    [Fact]
    public void A_vae_of_one_width_costs_what_its_convolutions_cost()
    {
        // Without attention and with one width c, every convolution inside costs 54 c² a voxel.
        var config = VaeConfig.Published with { BlockOutChannels = [8, 8, 8, 8], LayersPerBlock = 1, LatentChannels = 8, HasMidAttention = false, InChannels = 8, OutChannels = 8 };
        double[] voxels = [16 * 16 * 5, 8 * 8 * 5, 4 * 4 * 3, 2 * 2 * 2];

        var work = VaeWork.Of(config, batch: 1, frames: 5, height: 16, width: 16, Options);

        // Encoder: in and block 0 at full size; each resampler at the size that comes out; mid 4; out 16 wide. Decoder alike, from within.
        var encoder = (3 * voxels[0]) + (1 * voxels[1]) + (2 * voxels[1]) + (1 * voxels[2]) + (2 * voxels[2]) + (1 * voxels[3]) + (2 * voxels[3]) + (4 * voxels[3]) + (2 * voxels[3]);
        var decoder = (5 * voxels[3]) + (4 * voxels[3]) + (1 * 4 * 4 * 2) + (4 * 4 * 4 * 2) + (1 * 8 * 8 * 3) + (4 * 8 * 8 * 3) + (1 * 16 * 16 * 5) + (5 * 16 * 16 * 5);
        Assert.InRange(work.ForwardFlops / (54 * 64), (encoder + decoder) * 0.85, (encoder + decoder) * 1.15);
    }

    [Fact]
    public void Twice_the_batch_is_twice_the_work()
    {
        var one = VaeWork.Of(VaeConfig.Published, 1, 17, 64, 64, Options);
        var two = VaeWork.Of(VaeConfig.Published, 2, 17, 64, 64, Options);

        Assert.Equal((2 * one.Flops, 2 * one.KeptValues), (two.Flops, two.KeptValues));
    }
}
