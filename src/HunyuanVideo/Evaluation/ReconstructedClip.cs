using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Evaluation;

/// <summary>A toy clip and what a VAE makes of it.</summary>
/// <param name="Original">The clip.</param>
/// <param name="Pixels">Decoded mean of its posterior, [T, H, W, 3].</param>
/// <param name="Psnr">Of the whole clip, in dB.</param>
/// <param name="Ssim">Mean over the frames.</param>
/// <param name="Perceptual">Distance in the eyes of a network trained on photographs; see <see cref="PerceptualDistance"/>.</param>
/// <param name="Checks">What the judge still recognises; null where it cannot judge: above level 1, or in too few frames.</param>
public sealed record ReconstructedClip(ToyClip Original, byte[] Pixels, double Psnr, double Ssim, double Perceptual, AttributeChecks? Checks);
