namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary>How far the writing of a set is.</summary>
/// <param name="display">Shows it.</param>
/// <param name="set">Its name.</param>
/// <param name="items">Its items.</param>
internal sealed class SetProgressLine(IWorkDisplay display, string set, long items) : IProgress<int>
{
    /// <inheritdoc/>
    public void Report(int value) => display.Report(new WorkProgress($"writing {set}", "clip", value, items));
}
