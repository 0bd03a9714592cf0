using TorchSharp.Modules;

namespace HunyuanVideo.Training.Planning;

/// <summary>The stage's own task: its data are drawn as it goes.</summary>
/// <param name="task">Becomes the probe's.</param>
internal sealed class TaskProbe(ITrainingTask task) : IStepProbe
{
    public IReadOnlyList<KeyValuePair<string, Parameter>> Parameters => task.Parameters;

    public IReadOnlyList<KeyValuePair<string, Parameter>> Opponent => task.Opponent;

    public void AddGradients(int phase, long update) => task.AddGradients(update, new Dictionary<string, double>(StringComparer.Ordinal));

    public void Dispose() => task.Dispose();
}
