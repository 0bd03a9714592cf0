using static TorchSharp.torch;

namespace HunyuanVideo.Diffusion;

/// <summary>A finished step of <see cref="EulerSampler"/>. The tensors are the sampler's: clone what is to be kept.</summary>
/// <param name="Done">Steps finished, from 1.</param>
/// <param name="Count">Steps of the whole run.</param>
/// <param name="Latents">Latents after the step, float32 <c>[B, C, T, H, W]</c>.</param>
/// <param name="Velocity">What moved them, after guidance, float32.</param>
public sealed record EulerStep(int Done, int Count, Tensor Latents, Tensor Velocity);
