using HunyuanVideo.Vae;

namespace HunyuanVideo.Tests.Vae;

/// <summary>A VAE of some thousand weights with every part of the published one.</summary>
internal static class TinyVae
{
    public static VaeConfig Config { get; } = new()
    {
        LatentChannels = 4,
        BlockOutChannels = [4, 4, 8, 8],
        LayersPerBlock = 1,
        NormGroupCount = 2,
        ScalingFactor = 0.5,
        SampleSize = 32,
        SampleFrames = 16,
    };

    public static CausalVae Create()
    {
        var vae = new CausalVae(Config);
        vae.InitializeForTraining(3);
        return vae;
    }
}
