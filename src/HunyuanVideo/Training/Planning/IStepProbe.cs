using TorchSharp.Modules;

namespace HunyuanVideo.Training.Planning;

/// <summary>Makes real updates' gradients, to be timed.</summary>
internal interface IStepProbe : IDisposable
{
    /// <summary>What is trained.</summary>
    IReadOnlyList<KeyValuePair<string, Parameter>> Parameters { get; }

    /// <summary>An opponent's.</summary>
    IReadOnlyList<KeyValuePair<string, Parameter>> Opponent => [];

    /// <summary>Adds the gradients of an update of a kind.</summary>
    /// <param name="phase">Index of the kind in the draft.</param>
    /// <param name="update">Index of the update.</param>
    void AddGradients(int phase, long update);
}
