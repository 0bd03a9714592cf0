using static TorchSharp.torch;

namespace HunyuanVideo.Pipelines;

/// <summary>Latents on their way from noise to data; the tensor is the holder's.</summary>
/// <param name="Latents">float32 <c>[1, C, T, H, W]</c>.</param>
/// <param name="StepsDone">Steps they have behind them.</param>
public sealed record UnfinishedLatents(Tensor Latents, int StepsDone);
