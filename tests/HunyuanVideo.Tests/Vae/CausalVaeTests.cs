using HunyuanVideo.Tensors;
using HunyuanVideo.Vae;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Vae;

public sealed class CausalVaeTests
{
    [Fact]
    public void Live_tensors_stay_the_same_over_100_passes()
    {
        using var noGradient = no_grad();
        using var vae = TinyVae.Create();
        var tiled = new TiledVae(vae, VaeTiling.Tencent(vae.Config));
        using var video = HashTensor.Create("in.video", [1, 3, 5, 16, 16], 0, 1, 1);
        using var latents = HashTensor.Create("in.latents", [1, 4, 6, 2, 5], 0, 1, 1);      // two tiles in time, two in space
        Pass();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        Enumerable.Range(0, 100).ToList().ForEach(_ => Pass());

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Pass()
        {
            using var moments = vae.EncodeMoments(video);
            using var decoded = vae.Decode(latents);
            using var decodedInTiles = tiled.Decode(latents);
        }
    }

    [Fact]
    public void Live_tensors_stay_the_same_over_training_steps()
    {
        using var vae = TinyVae.Create();
        using var video = HashTensor.Create("in.video", [1, 3, 5, 16, 16], 0, 1, 1);
        Step();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        Enumerable.Range(0, 10).ToList().ForEach(_ => Step());

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Step()
        {
            using var scope = NewDisposeScope();
            using var posterior = new Posterior(vae.EncodeMoments(video));
            (vae.Decode(posterior.Mean) - video).abs().mean().backward();
        }
    }

    [Fact]
    public void Unscaling_undoes_scaling()
    {
        using var scope = NewDisposeScope();
        using var vae = TinyVae.Create();
        var latents = HashTensor.Create("in.latents", [1, 4, 2, 2, 2], 0, 1, 1);

        Assert.Equal(latents.data<float>(), vae.Unscale(vae.Scale(latents)).data<float>());
        Assert.Equal(latents.data<float>().Select(value => value / 2), vae.Scale(latents).data<float>());
    }

    [Theory]
    [InlineData(new long[] { 3, 5, 16, 16 })]
    [InlineData(new long[] { 1, 4, 5, 16, 16 })]
    [InlineData(new long[] { 1, 3, 4, 16, 16 })]
    [InlineData(new long[] { 1, 3, 0, 16, 16 })]
    [InlineData(new long[] { 1, 3, 5, 0, 16 })]
    public void A_clip_of_another_shape_is_refused(long[] shape)
    {
        using var scope = NewDisposeScope();
        using var vae = TinyVae.Create();

        Assert.Throws<InputException>(() => vae.EncodeMoments(zeros(shape)));
    }

    [Theory]
    [InlineData(new long[] { 4, 2, 2, 2 })]
    [InlineData(new long[] { 1, 3, 2, 2, 2 })]
    [InlineData(new long[] { 1, 4, 0, 2, 2 })]
    public void Latents_of_another_shape_are_refused(long[] shape)
    {
        using var scope = NewDisposeScope();
        using var vae = TinyVae.Create();

        Assert.Throws<InputException>(() => vae.Decode(zeros(shape)));
    }
}
