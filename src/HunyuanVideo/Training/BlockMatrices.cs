using static TorchSharp.torch;

namespace HunyuanVideo.Training;

/// <summary>The matrices inside a transformer's blocks: nearly all of its numbers, what Muon moves and what is stored in 8 bits.</summary>
public static class BlockMatrices
{
    /// <summary>Whether the weight under <paramref name="key"/> is one of them.</summary>
    /// <param name="key">Its published key.</param>
    /// <param name="weight">The weight.</param>
    public static bool Contain(string key, Tensor weight)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(weight);
        return weight.dim() == 2 && key.Contains("blocks.", StringComparison.Ordinal);
    }
}
