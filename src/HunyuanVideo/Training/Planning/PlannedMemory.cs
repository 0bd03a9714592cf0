namespace HunyuanVideo.Training.Planning;

/// <summary>Bytes at the peak of a training.</summary>
/// <param name="Weights">Float32 weights, those in the type of the passes, and networks that are only asked.</param>
/// <param name="Gradients">In float32, and in the type of the passes.</param>
/// <param name="Optimiser">Moments.</param>
/// <param name="Average">The moving average.</param>
/// <param name="Activations">What the largest update keeps for its backward pass: an estimate.</param>
/// <param name="Data">The encoded training set, held in memory.</param>
/// <param name="Program">The program with libtorch.</param>
/// <param name="Machine">Memory that this machine has for it.</param>
public sealed record PlannedMemory(double Weights, double Gradients, double Optimiser, double Average, double Activations, double Data, double Program, double Machine)
{
    /// <summary>All together.</summary>
    public double Total => Weights + Gradients + Optimiser + Average + Activations + Data + Program;
}
