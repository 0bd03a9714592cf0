using static TorchSharp.torch;

namespace HunyuanVideo.Training.Cache;

/// <summary>What the encoders say of one caption, without padding.</summary>
/// <param name="States">Token states, <c>[L, E]</c> with L valid tokens.</param>
/// <param name="Pooled">Pooled vector, <c>[P]</c>.</param>
public sealed record CachedText(Tensor States, Tensor Pooled);
