using static TorchSharp.torch;

namespace HunyuanVideo.Training;

/// <summary>The matrices inside a transformer's blocks: nearly all of its numbers, and what Muon moves.</summary>
public static class BlockMatrices
{
    private static readonly string[] FeedForward = [".mlp.fc1.", ".mlp.fc2.", "_mlp.fc1.", "_mlp.fc2.", ".linear1.", ".linear2."];

    /// <summary>Whether the weight under <paramref name="key"/> is one of them.</summary>
    /// <param name="key">Its published key.</param>
    /// <param name="weight">The weight.</param>
    public static bool Contain(string key, Tensor weight)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(weight);
        return weight.dim() == 2 && key.Contains("blocks.", StringComparison.Ordinal);
    }

    /// <summary>
    /// Whether it is one of those with the feed-forward weights, which bear 8 bits; single blocks fuse attention's with them.
    /// Modulations, and attention that has matrices of its own, cost the toy shapes when they are stored so.
    /// </summary>
    /// <param name="key">Its published key.</param>
    /// <param name="weight">The weight.</param>
    public static bool BearFloat8(string key, Tensor weight) =>
        Contain(key, weight) && FeedForward.Any(part => key.Contains(part, StringComparison.Ordinal));
}
