using HunyuanVideo.Training;

namespace HunyuanVideo.Tests.Training;

/// <summary>Does something when an update is done.</summary>
internal sealed class AtStep(long step, Action act) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        if (value.Step == step)
        {
            act();
        }
    }
}
