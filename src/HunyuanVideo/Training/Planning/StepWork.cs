namespace HunyuanVideo.Training.Planning;

/// <summary>What an update costs by arithmetic; a multiplication and its addition are two operations.</summary>
/// <param name="ForwardFlops">Floating-point operations of one pass forward of the trained network.</param>
/// <param name="Passes">Passes forward that the whole update is worth: a backward pass is two. Source: spec training §14.3.</param>
/// <param name="KeptValues">Values kept from the forward pass for the backward one, in the type of the passes.</param>
/// <param name="KeptFloats">Values kept in float32.</param>
internal sealed record StepWork(double ForwardFlops, double Passes, double KeptValues, double KeptFloats)
{
    /// <summary>A forward and a backward pass.</summary>
    public const double Training = 3;

    /// <summary>Floating-point operations of the update.</summary>
    public double Flops => ForwardFlops * Passes;

    /// <summary>Bytes kept, with passes in values of <paramref name="valueBytes"/> bytes.</summary>
    public double KeptBytes(double valueBytes) => (KeptValues * valueBytes) + (KeptFloats * sizeof(float));
}
