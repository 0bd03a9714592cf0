using static TorchSharp.torch;

namespace HunyuanVideo.Training.Transformer;

/// <summary>Puts texts of different lengths into one batch.</summary>
internal static class TextPadding
{
    /// <summary>Pads states <c>[Lᵢ, E]</c> with zeros on the right: <c>[B, L, E]</c> and the mask <c>[B, L]</c>, int64.</summary>
    public static (Tensor States, Tensor Mask) Stack(IReadOnlyList<Tensor> texts)
    {
        using var scope = NewDisposeScope();
        var longest = texts.Max(text => text.shape[0]);
        var states = stack([.. texts.Select(text => nn.functional.pad(text, [0, 0, 0, longest - text.shape[0]]))]);
        var lengths = tensor(texts.Select(text => text.shape[0]).ToArray());                            // [B]
        var mask = (arange(longest).unsqueeze(0) < lengths.unsqueeze(1)).to(int64);                     // [B, L]
        return scope.MoveToOuter(states, mask);
    }
}
