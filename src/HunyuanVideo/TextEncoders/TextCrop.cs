using static TorchSharp.torch;

namespace HunyuanVideo.TextEncoders;

/// <summary>Cuts the template's head off what came out of the encoder; inside, attention must see it. Source: spec text-encoders §5.2.</summary>
public static class TextCrop
{
    /// <summary>Positions from <paramref name="start"/> on: <c>[B, L, …] → [B, L − start, …]</c>, for states and masks. The caller owns the view.</summary>
    /// <exception cref="InputException">Nothing would remain.</exception>
    public static Tensor After(Tensor sequence, int start)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        var length = sequence.shape[1];
        return start >= 0 && start < length
            ? sequence.narrow(1, start, length - start)
            : throw new InputException($"crop_start {start} leaves nothing of {length} text positions; lower it or raise the text length.");
    }
}
