using static TorchSharp.torch;

namespace HunyuanVideo.Vae;

/// <summary>The diagonal normal that the encoder gives for a clip; owns its tensors.</summary>
/// <remarks>Source: spec vae §6.</remarks>
public sealed class Posterior : IDisposable
{
    private const double LeastLogVariance = -30;
    private const double LargestLogVariance = 20;

    /// <param name="moments"><c>[B, 2Z, T, h, w]</c>: means, then log variances; stays the caller's.</param>
    public Posterior(Tensor moments)
    {
        ArgumentNullException.ThrowIfNull(moments);
        if (moments.Dimensions != 5 || moments.shape[1] % 2 != 0)
        {
            throw new InputException($"moments are [{string.Join(", ", moments.shape)}]; they must be [B, 2Z, T, h, w].");
        }

        using var scope = NewDisposeScope();
        var halves = moments.chunk(2, 1);
        Mean = halves[0].alias().DetachFromDisposeScope();
        LogVariance = halves[1].clamp(LeastLogVariance, LargestLogVariance).DetachFromDisposeScope();
    }

    /// <summary>Mean <c>[B, Z, T, h, w]</c>.</summary>
    public Tensor Mean { get; }

    /// <summary>Log variance <c>[B, Z, T, h, w]</c>, clamped to [−30, 20].</summary>
    public Tensor LogVariance { get; }

    /// <summary>The most probable latents: the mean itself, which stays this object's.</summary>
    public Tensor Mode => Mean;

    /// <summary>Standard deviation <c>[B, Z, T, h, w]</c>; the caller owns it.</summary>
    public Tensor Std()
    {
        using var scope = NewDisposeScope();
        return (LogVariance * 0.5).exp().MoveToOuterDisposeScope();
    }

    /// <summary>mean + std·noise; the caller owns it.</summary>
    /// <param name="noise">Standard normal values <c>[B, Z, T, h, w]</c>.</param>
    /// <exception cref="InputException">The noise has another shape.</exception>
    public Tensor Sample(Tensor noise)
    {
        ArgumentNullException.ThrowIfNull(noise);
        if (!noise.shape.SequenceEqual(Mean.shape))
        {
            throw new InputException($"noise is [{string.Join(", ", noise.shape)}]; it must have the mean's shape [{string.Join(", ", Mean.shape)}].");
        }

        using var scope = NewDisposeScope();
        return (Mean + (Std() * noise)).MoveToOuterDisposeScope();
    }

    /// <summary>Divergence from the unit normal per sample <c>[B]</c>, in nats, summed over all other axes; the caller owns it.</summary>
    public Tensor Kl()
    {
        using var scope = NewDisposeScope();
        var terms = Mean.square() + LogVariance.exp() - 1 - LogVariance;
        return (terms.sum([1, 2, 3, 4]) * 0.5).MoveToOuterDisposeScope();
    }

    /// <summary>Frees mean and log variance.</summary>
    public void Dispose()
    {
        Mean.Dispose();
        LogVariance.Dispose();
    }
}
