using HunyuanVideo.Evaluation;
using HunyuanVideo.Synthetic;
using HunyuanVideo.Vae;

namespace HunyuanVideo.Tests.Evaluation;

public sealed class VaeEvaluationTests
{
    private static readonly VaeConfig Config = new()
    {
        LatentChannels = 4,
        BlockOutChannels = [4, 4, 8, 8],
        LayersPerBlock = 1,
        NormGroupCount = 2,
        ScalingFactor = 1,
    };

    [Fact]
    public void Clips_are_unseen_and_measured_as_they_came_out()
    {
        using var vae = new CausalVae(Config);

        var clips = VaeEvaluation.Run(vae, SceneLevel.Level1, count: 2, side: 16, frames: 5, seed: 3).ToList();

        Assert.Equal(2, clips.Count);
        Assert.All(clips, clip =>
        {
            Assert.True(clip.Original.Scene.IsUnseen);
            Assert.Equal(clip.Original.Pixels.Length, clip.Pixels.Length);
            Assert.Equal(PictureFidelity.Psnr(clip.Pixels, clip.Original.Pixels), clip.Psnr);
            Assert.Equal(
                clip.Pixels.Chunk(16 * 16 * 3).Zip(clip.Original.Pixels.Chunk(16 * 16 * 3), (made, real) => PictureFidelity.Ssim(made, real, 16)).Average(),
                clip.Ssim,
                1e-12);
            Assert.Equal(ToyJudge.Judge(clip.Pixels, 5, 16, 16).Compare(clip.Original.Scene.Combination), clip.Checks);
        });
    }

    [Theory]
    [InlineData(SceneLevel.Level1, 1)]
    [InlineData(SceneLevel.Level2, 5)]
    public void Pictures_and_higher_levels_are_not_judged(SceneLevel level, int frames)
    {
        using var vae = new CausalVae(Config);

        Assert.Null(VaeEvaluation.Run(vae, level, count: 1, side: 16, frames, seed: 3).Single().Checks);
    }

    [Fact]
    public void The_same_seed_measures_the_same_clips_and_another_seed_others()
    {
        using var vae = new CausalVae(Config);
        string[] Captions(ulong seed) => [.. VaeEvaluation.Run(vae, SceneLevel.Level2, 3, 16, 1, seed).Select(clip => clip.Original.Caption)];

        Assert.Equal(Captions(1), Captions(1));
        Assert.NotEqual(Captions(1), Captions(2));
    }
}
