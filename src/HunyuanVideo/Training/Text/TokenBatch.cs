using static TorchSharp.torch;

namespace HunyuanVideo.Training.Text;

/// <summary>Token texts of one length, padded on the right. Disposing it disposes both tensors.</summary>
/// <param name="Ids">Token ids, int64 <c>[B, L]</c>.</param>
/// <param name="Mask">1 = real token, 0 = padding, int64 <c>[B, L]</c>.</param>
public sealed record TokenBatch(Tensor Ids, Tensor Mask) : IDisposable
{
    /// <summary>Pads every text to <paramref name="length"/>, or to the longest one; longer texts are cut.</summary>
    /// <param name="texts">Token ids of each text; at least one text.</param>
    /// <param name="padId">Id written behind a text.</param>
    /// <param name="length">Positions L; the longest text decides when null.</param>
    /// <exception cref="ArgumentException">There is no text, or no position.</exception>
    public static TokenBatch Create(IReadOnlyList<IReadOnlyList<int>> texts, int padId, int? length = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var positions = length ?? (texts.Count == 0 ? 0 : texts.Max(text => text.Count));
        if (texts.Count == 0 || positions <= 0)
        {
            throw new ArgumentException($"A batch of {texts.Count} texts with {positions} positions holds nothing.", nameof(texts));
        }

        var (ids, mask) = (new long[texts.Count, positions], new long[texts.Count, positions]);
        for (var row = 0; row < texts.Count; row++)
        {
            for (var column = 0; column < positions; column++)
            {
                var isReal = column < texts[row].Count;
                (ids[row, column], mask[row, column]) = isReal ? (texts[row][column], 1) : (padId, 0);
            }
        }

        return new TokenBatch(tensor(ids), tensor(mask));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Ids.Dispose();
        Mask.Dispose();
    }
}
