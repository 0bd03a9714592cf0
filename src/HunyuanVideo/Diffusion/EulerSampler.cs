using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Diffusion;

/// <summary>
/// Integrates a velocity field over a <see cref="FlowSchedule"/>: x ← x + (σ_{i+1} − σ_i)·v(x, t_i), in float32
/// whatever the network computes in. Source: spec text-to-video §8.
/// </summary>
public sealed class EulerSampler(FlowSchedule schedule)
{
    /// <summary>Called after every step, before cancellation is looked at.</summary>
    public Action<EulerStep>? StepFinished { get; init; }

    /// <summary>
    /// Called with the latents and timestep of a step whose velocity is not finite; says where the fault began
    /// ("double.3.img"), or null when it cannot tell.
    /// </summary>
    public Func<Tensor, Tensor, string?>? Diagnose { get; init; }

    /// <summary>Runs the steps from <paramref name="firstStep"/> to the end.</summary>
    /// <param name="network">(x <c>[B, C, T, H, W]</c> float32, t <c>[B]</c> in 0…1000) → velocity of the shape of x; the result is disposed here.</param>
    /// <param name="latents">Noise, or the latents after <paramref name="firstStep"/> steps; stays the caller's.</param>
    /// <param name="firstStep">Steps already done, for a resumed run.</param>
    /// <param name="cancellationToken">Looked at after every step.</param>
    /// <returns>Final latents, float32; the caller owns them.</returns>
    /// <exception cref="NonFiniteException">A velocity holds NaN or infinity.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the last finished step was reported before.</exception>
    public Tensor Sample(
        Func<Tensor, Tensor, Tensor> network, Tensor latents, int firstStep = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(latents);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstStep, schedule.StepCount);
        cancellationToken.ThrowIfCancellationRequested();
        using var noGradient = no_grad();
        using var run = NewDisposeScope();
        var current = latents.to(float32, copy: true);
        for (var step = firstStep; step < schedule.StepCount; step++)
        {
            var next = Step(network, current, step);
            current.Dispose();
            current = next;
            cancellationToken.ThrowIfCancellationRequested();
        }

        return current.MoveToOuterDisposeScope();
    }

    private Tensor Step(Func<Tensor, Tensor, Tensor> network, Tensor latents, int step)
    {
        using var scope = NewDisposeScope();
        var timestep = full(latents.shape[0], schedule.Timesteps[step], float32, latents.device);   // [B]
        var velocity = network(latents, timestep).to(float32);                                      // [B, C, T, H, W]
        if (!velocity.isfinite().all().ToBoolean())
        {
            var place = Diagnose?.Invoke(latents, timestep);
            throw new NonFiniteException(
                $"step {step + 1} of {schedule.StepCount} gave values that are not finite"
                + (place is null ? "." : $", first in '{place}'.")
                + " Another dtype (--dtype float32) or shift may help; otherwise the weights are damaged.");
        }

        var next = latents + (velocity * schedule.Delta(step));
        StepFinished?.Invoke(new EulerStep(step + 1, schedule.StepCount, next, velocity));
        return next.MoveToOuterDisposeScope();
    }
}
