using static TorchSharp.torch;

namespace HunyuanVideo.Pipelines;

/// <summary>
/// What the transformer reads of one video's texts. One row without classifier-free guidance, two with it, the
/// negative one first. Source: spec text-encoders §1.
/// </summary>
/// <param name="States">Language model states <c>[R, L, E]</c>; rows shorter than L end in zeros.</param>
/// <param name="Mask">1 where a token is valid, int64 <c>[R, L]</c>.</param>
/// <param name="Pooled">Pooled vectors <c>[R, P]</c>.</param>
/// <param name="Notices">What the user should know, one sentence each: a prompt that was cut.</param>
public sealed record TextConditioning(Tensor States, Tensor Mask, Tensor Pooled, IReadOnlyList<string> Notices) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        States.Dispose();
        Mask.Dispose();
        Pooled.Dispose();
    }
}
