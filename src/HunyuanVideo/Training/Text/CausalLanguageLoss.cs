using static TorchSharp.torch;

namespace HunyuanVideo.Training.Text;

/// <summary>Next-token cross entropy in nats, the mean over all real next tokens of a batch. Source: spec training §6.1.</summary>
public static class CausalLanguageLoss
{
    private const long Ignored = -100;

    /// <summary>How badly each position foretells the token after it.</summary>
    /// <param name="logits">Scores of every token at every position, <c>[B, L, V]</c>; summed in float32 at least.</param>
    /// <param name="ids">The tokens themselves, int64 <c>[B, L]</c>.</param>
    /// <param name="mask">1 = real token, 0 = padding, <c>[B, L]</c>; a pair counts when both of its tokens are real.</param>
    /// <returns>A scalar; the caller owns it.</returns>
    /// <exception cref="ArgumentException">No pair counts, so that there is no mean.</exception>
    public static Tensor Compute(Tensor logits, Tensor ids, Tensor mask)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(mask);
        using var scope = NewDisposeScope();
        var pairs = ids.shape[1] - 1;
        var real = mask.narrow(1, 0, pairs).ne(0).logical_and(mask.narrow(1, 1, pairs).ne(0));           // [B, L−1]
        if (!real.any().item<bool>())
        {
            throw new ArgumentException($"None of the {ids.shape[0]} texts has two real tokens in a row.", nameof(mask));
        }

        var targets = ids.narrow(1, 1, pairs).masked_fill(real.logical_not(), Ignored);                  // [B, L−1]
        var scores = logits.narrow(1, 0, pairs).flatten(0, 1);                                           // [B·(L−1), V]
        var exact = scores.dtype == float64 ? scores : scores.to(float32);
        return nn.functional.cross_entropy(exact, targets.flatten(), ignore_index: Ignored).MoveToOuterDisposeScope();
    }
}
