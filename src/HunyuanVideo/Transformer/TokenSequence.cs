using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>
/// The joint sequence of one forward pass: image tokens first, text tokens second, who sees whom, and positions.
/// Its tensors belong to the dispose scope in which it was made.
/// </summary>
internal sealed record TokenSequence
{
    /// <summary>
    /// Largest B·S² for which one masked attention over the batch is taken on the CPU, in elements: 64 MiB in float32, should a
    /// kernel spread the key mask out. Beyond it samples are attended one by one.
    /// </summary>
    private const long MaskedElements = 1 << 24;

    /// <summary>The same on an accelerator, which loses far more by many small kernels: 4 GiB.</summary>
    private const long MaskedElementsOfAccelerator = 1 << 30;

    /// <param name="imageTokens">N.</param>
    /// <param name="text">Valid text tokens per sample; the text is cut to the longest.</param>
    /// <param name="rotation">RoPE of the image tokens, complex64 [N, 1, d/2].</param>
    public TokenSequence(long imageTokens, TextLengths text, Tensor rotation)
    {
        (ImageTokens, TextTokens, ValidText, ImageRotation) = (imageTokens, text.Longest, text.Valid, rotation);
        using var scope = NewDisposeScope();
        var still = ones(TextTokens, 1, rotation.shape[2], dtype: ScalarType.ComplexFloat32, device: rotation.device);
        JointRotation = cat([rotation, still]).MoveToOuterDisposeScope();
        if (text.AreEqual)
        {
            return;
        }

        var elements = checked(ValidText.Count * TotalTokens * TotalTokens);
        IsPerSample = elements > (rotation.device_type == DeviceType.CPU ? MaskedElements : MaskedElementsOfAccelerator);
        if (!IsPerSample)
        {
            var ends = tensor(ValidText.Select(count => imageTokens + count).ToArray(), device: rotation.device).view(-1, 1, 1, 1);
            KeyMask = arange(TotalTokens, device: rotation.device).lt(ends).MoveToOuterDisposeScope();
        }
    }

    /// <summary>Image tokens N.</summary>
    public long ImageTokens { get; }

    /// <summary>Text tokens of the longest sample.</summary>
    public long TextTokens { get; }

    /// <summary>S = image and text tokens.</summary>
    public long TotalTokens => ImageTokens + TextTokens;

    /// <summary>Valid text tokens per sample.</summary>
    public IReadOnlyList<int> ValidText { get; }

    /// <summary>RoPE of the image tokens, complex64 [N, 1, d/2].</summary>
    public Tensor ImageRotation { get; }

    /// <summary>RoPE of all tokens, 1 for text, complex64 [S, 1, d/2].</summary>
    public Tensor JointRotation { get; }

    /// <summary>Keys that are valid, bool [B, 1, 1, S]; null where no mask is needed. Padding queries see the valid keys, so no row is empty.</summary>
    public Tensor? KeyMask { get; }

    /// <summary>Whether lengths differ and a masked attention would be too large.</summary>
    public bool IsPerSample { get; }
}
