using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HunyuanVideo.Training;

/// <summary>
/// What is trained: parameters, the gradients of a step, and what to do with the result. Every random draw is a pure
/// function of the recipe's seed and the step, so a task has nothing to save but its parameters.
/// </summary>
public interface ITrainingTask : IDisposable
{
    /// <summary>Named parameters, in a stable order.</summary>
    IReadOnlyList<KeyValuePair<string, Parameter>> Parameters { get; }

    /// <summary>Parameters of an opponent that is trained beside, by its own optimiser; neither averaged nor exported.</summary>
    IReadOnlyList<KeyValuePair<string, Parameter>> Opponent => [];

    /// <summary>Type of the passes; parameters are float32 always.</summary>
    ScalarType Dtype => ScalarType.Float32;

    /// <summary>Adds the gradients of update <paramref name="update"/> (from 0) to those of the parameters.</summary>
    /// <param name="update">Index of the update.</param>
    /// <param name="metrics">Receives further figures of this step by name.</param>
    /// <returns>The loss.</returns>
    double AddGradients(long update, IDictionary<string, double> metrics);

    /// <summary>Writes pictures of the present state into <paramref name="folder"/>; averaged weights are in place.</summary>
    void Preview(long update, string folder);

    /// <summary>Writes the finished component into the model folder; averaged weights are in place.</summary>
    void Export();
}
