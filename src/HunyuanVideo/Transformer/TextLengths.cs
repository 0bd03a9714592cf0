using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>How many text tokens of each sample are valid, read once from the mask. Source: spec text-to-video §6.</summary>
/// <param name="Valid">Valid tokens per sample, each at least 1.</param>
/// <param name="IsRightPadded">Whether the valid tokens of every sample come first.</param>
internal sealed record TextLengths(IReadOnlyList<int> Valid, bool IsRightPadded)
{
    /// <summary>Valid tokens of the longest sample.</summary>
    public int Longest => Valid.Max();

    /// <summary>Whether all samples have equally many valid tokens.</summary>
    public bool AreEqual => Valid.All(count => count == Valid[0]);

    /// <param name="mask">[B, L], nonzero where a token is valid.</param>
    /// <exception cref="InputException">A sample has no valid token.</exception>
    public static TextLengths Of(Tensor mask)
    {
        using var scope = NewDisposeScope();
        var (batch, tokens) = ((int)mask.shape[0], (int)mask.shape[1]);
        var flags = mask.to(ScalarType.Bool).cpu().contiguous().data<bool>().ToArray();
        var valid = new int[batch];
        var isRightPadded = true;
        for (var sample = 0; sample < batch; sample++)
        {
            var row = flags.AsSpan(sample * tokens, tokens);
            valid[sample] = row.Count(true);
            isRightPadded &= !row[..valid[sample]].Contains(false);
            if (valid[sample] == 0)
            {
                throw new InputException(
                    $"the text mask of sample {sample} has no valid token; pass at least one (an empty prompt still has its template's tokens).");
            }
        }

        return new TextLengths(valid, isRightPadded);
    }
}
