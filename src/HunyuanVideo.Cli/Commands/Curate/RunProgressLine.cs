using HunyuanVideo.Curation.Running;

namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary>A run's progress as one display: the stage that is furthest behind, and the time left of all.</summary>
/// <param name="display">Shows it.</param>
internal sealed class RunProgressLine(IWorkDisplay display) : IProgress<RunProgress>
{
    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
        if (value.Stages.Where(stage => !stage.IsOver).MaxBy(stage => stage.SecondsLeft ?? 0) is { } stage)
        {
            var quarantined = value.Stages.Sum(each => each.Quarantined);
            var left = FormattableString.Invariant($"{value.Stages.Sum(each => each.SecondsLeft ?? 0):0} s left in all, {quarantined} quarantined");
            display.Report(new WorkProgress(stage.Stage, "unit", stage.Done + stage.Failed + stage.Quarantined, stage.All, left));
        }
    }
}
