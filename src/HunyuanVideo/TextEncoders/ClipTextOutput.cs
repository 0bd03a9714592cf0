using static TorchSharp.torch;

namespace HunyuanVideo.TextEncoders;

/// <summary>What the CLIP text tower gives; whoever receives it owns both tensors.</summary>
/// <param name="LastHiddenState">All positions after the final norm, <c>[B, L, D]</c>.</param>
/// <param name="Pooled">The end token's row of it, not projected, <c>[B, D]</c>.</param>
public sealed record ClipTextOutput(Tensor LastHiddenState, Tensor Pooled) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        LastHiddenState.Dispose();
        Pooled.Dispose();
    }
}
