using HunyuanVideo.Training;

namespace HunyuanVideo.Tests.Training;

/// <summary>Does something after every update.</summary>
internal sealed class AtEveryStep(Action act) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => act();
}
