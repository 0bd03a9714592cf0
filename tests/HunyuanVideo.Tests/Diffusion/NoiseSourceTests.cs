using HunyuanVideo.Diffusion;
using HunyuanVideo.Random;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Diffusion;

public sealed class NoiseSourceTests
{
    [Fact]
    public void Noise_is_the_stream_called_noise_in_row_major_order()
    {
        using var scope = NewDisposeScope();
        var expected = new float[2 * 3 * 4 * 5];
        Philox.For(42, "noise").FillNormal(expected);

        var noise = NoiseSource.Draw(42, [1, 2, 3, 4, 5]);

        Assert.Equal(float32, noise.dtype);
        Assert.Equal(expected, noise.data<float>());
    }

    [Fact]
    public void The_second_video_of_a_seed_is_the_first_of_the_next()
    {
        Assert.Equal(8UL, NoiseSource.SeedOf(7, 1));
        Assert.Equal(0UL, NoiseSource.SeedOf(ulong.MaxValue, 1));
    }
}
