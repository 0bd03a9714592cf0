using static TorchSharp.torch;

namespace HunyuanVideo.Training.Transformer;

/// <summary>One update's data. The creator's dispose scope owns the tensors.</summary>
/// <param name="Latents">Scaled data, <c>[B, C, T, H, W]</c>.</param>
/// <param name="Noise">Standard normal, <c>[B, C, T, H, W]</c>.</param>
/// <param name="T">Noise levels, <c>[B]</c>.</param>
/// <param name="TextStates">Padded on the right with zeros, <c>[B, L, E]</c>.</param>
/// <param name="TextMask">1 for valid tokens, int64 <c>[B, L]</c>.</param>
/// <param name="PooledText"><c>[B, P]</c>.</param>
/// <param name="Guidance">Embedded guidance w of each sample, <c>[B]</c>, for networks with a guidance embedder.</param>
public sealed record TransformerBatch(
    Tensor Latents, Tensor Noise, Tensor T, Tensor TextStates, Tensor TextMask, Tensor PooledText, Tensor? Guidance = null);
