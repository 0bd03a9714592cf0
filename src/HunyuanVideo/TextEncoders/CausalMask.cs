using static TorchSharp.torch;

namespace HunyuanVideo.TextEncoders;

/// <summary>Which keys each position attends to. Source: spec text-encoders §2.4.</summary>
internal static class CausalMask
{
    /// <summary>True where key s ≤ t and <c>padding[s] ≠ 0</c>: <c>[B, L] → bool [B, 1, L, L]</c>.</summary>
    /// <remarks>
    /// A position that sees no key (left padding) gets itself, so that its softmax is finite; nothing valid ever reads
    /// it. Positions behind right padding keep exactly the keys of the rule.
    /// </remarks>
    public static Tensor Create(Tensor padding)
    {
        using var scope = NewDisposeScope();
        var length = padding.shape[1];
        var keys = padding.ne(0).unsqueeze(1).unsqueeze(1);                                       // [B, 1, 1, L]
        var past = ones(length, length, dtype: @bool, device: padding.device).tril();             // [L, L]
        var visible = past.logical_and(keys);                                                     // [B, 1, L, L]
        var blind = visible.any(-1, keepdim: true).logical_not();                                 // [B, 1, L, 1]
        var itself = eye(length, dtype: @bool, device: padding.device);                           // [L, L]
        return visible.logical_or(blind.logical_and(itself)).MoveToOuterDisposeScope();
    }
}
