using HunyuanVideo.Synthetic;
using HunyuanVideo.Tensors;
using HunyuanVideo.Vae;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Evaluation;

/// <summary>Encodes and decodes clips of the toy world that no training has seen, and measures what is lost.</summary>
/// <remarks>Source: spec training §13.1.</remarks>
public static class VaeEvaluation
{
    private const double FramesPerSecond = 8;

    /// <summary>Clip after clip.</summary>
    /// <param name="vae">The network; stays the caller's.</param>
    /// <param name="level">Level of the toy world.</param>
    /// <param name="count">Clips.</param>
    /// <param name="side">Side of the clips in pixels, at least 16.</param>
    /// <param name="frames">Frames of the clips, 4k + 1.</param>
    /// <param name="seed">The same seed draws the same clips.</param>
    public static IEnumerable<ReconstructedClip> Run(CausalVae vae, SceneLevel level, int count, int side, int frames, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(vae);
        var size = new ClipSize(side, side, frames, FramesPerSecond);
        using var perceptual = new PerceptualDistance(ResNetFeatures.ShippedPath);
        for (var index = 0; index < count; index++)
        {
            var scene = SceneSampler.Sample(seed, (ulong)index, level, Split.Unseen);
            var clip = Reconstruct(vae, perceptual, SceneRenderer.Render(scene, size));
            yield return level == SceneLevel.Level1 && frames >= MotionClassifier.LeastFrames
                ? clip with { Checks = ToyJudge.Judge(clip.Pixels, frames, side, side).Compare(scene.Combination) }
                : clip;
        }
    }

    private static ReconstructedClip Reconstruct(CausalVae vae, PerceptualDistance perceptual, ToyClip clip)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var size = clip.Size;
        byte[][] frames = [.. Enumerable.Range(0, size.Frames).Select(frame => clip.Pixels.AsSpan(frame * size.FrameBytes, size.FrameBytes).ToArray())];
        var video = RgbFrames.ToVideo(frames, size.Width, size.Height);                                 // [1, 3, F, H, W]
        using var posterior = new Posterior(vae.EncodeMoments(video));
        var reconstructed = vae.Decode(posterior.Mode);
        var pixels = RgbFrames.VideoToBytes(reconstructed[0]);
        var ssim = frames.Select((frame, i) => PictureFidelity.Ssim(pixels.AsSpan(i * size.FrameBytes, size.FrameBytes), frame, size.Width)).Average();
        return new ReconstructedClip(clip, pixels, PictureFidelity.Psnr(pixels, clip.Pixels), ssim, perceptual.Between(reconstructed, video).ToDouble(), Checks: null);
    }
}
