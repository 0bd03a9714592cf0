using HunyuanVideo.Training.Flow;
using HunyuanVideo.Transformer;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Transformer;

/// <summary>
/// Teaches a student with a guidance input to predict in one pass what its teacher predicts in two:
/// v_u + w·(v_c − v_u). Source: paper §5.4, spec training §7.1.
/// </summary>
public static class GuidanceDistillation
{
    private const double TimestepScale = 1000;

    /// <summary>What the student must predict; records no gradient.</summary>
    /// <param name="teacher">A network without guidance input, or a student of earlier, which predicts the plain velocity at guidance 1.</param>
    /// <param name="batch">Data, noise, texts and guidance w.</param>
    /// <param name="empty">States, mask and pooled vector of the empty text, each with the batch's size.</param>
    /// <returns>Conditional and unconditional velocity and the target, each <c>[B, C, T, H, W]</c>; the caller's scope owns them.</returns>
    public static (Tensor Conditional, Tensor Unconditional, Tensor Target) Target(
        HunyuanVideoTransformer teacher, TransformerBatch batch, (Tensor States, Tensor Mask, Tensor Pooled) empty)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(batch);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var noisy = FlowMatching.Interpolate(batch.Latents, batch.Noise, batch.T);
        var timestep = batch.T * TimestepScale;
        var both = teacher.forward(new TransformerInput(
            cat([noisy, noisy]), cat([timestep, timestep]), cat([empty.States, batch.TextStates]), cat([empty.Mask, batch.TextMask]),
            cat([empty.Pooled, batch.PooledText]), teacher.Config.HasGuidance ? full_like(cat([timestep, timestep]), TimestepScale) : null)).chunk(2, 0);
        var (unconditional, conditional) = (both[0], both[1]);
        var target = unconditional + (Weights(batch) * (conditional - unconditional));
        return scope.MoveToOuter(conditional, unconditional, target);
    }

    /// <summary>The student's prediction and its mean squared distance from the target; both carry a graph.</summary>
    /// <returns><c>Predicted</c> is <c>[B, C, T, H, W]</c>, <c>Loss</c> a scalar; the caller's scope owns them.</returns>
    public static (Tensor Predicted, Tensor Loss) Run(HunyuanVideoTransformer student, TransformerBatch batch, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        var noisy = FlowMatching.Interpolate(batch.Latents, batch.Noise, batch.T);
        var predicted = student.forward(new TransformerInput(
            noisy, batch.T * TimestepScale, batch.TextStates, batch.TextMask, batch.PooledText, batch.Guidance! * TimestepScale));
        return scope.MoveToOuter(predicted, (predicted - target).square().mean());
    }

    private static Tensor Weights(TransformerBatch batch) => batch.Guidance!.reshape(-1, 1, 1, 1, 1);    // [B, 1, 1, 1, 1]
}
