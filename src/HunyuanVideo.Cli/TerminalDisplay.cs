using Spectre.Console;

namespace HunyuanVideo.Cli;

/// <summary>For terminals: one bar of the running stage, with what is printed above it.</summary>
/// <param name="console">The terminal.</param>
/// <param name="bar">The bar.</param>
/// <param name="output">Where results go when it is no terminal; null when both are the same one.</param>
internal sealed class TerminalDisplay(IAnsiConsole console, ProgressTask bar, TextWriter? output) : IWorkDisplay
{
    private readonly Lock _lock = new();
    private readonly WorkPace _pace = new(TimeProvider.System);

    public void Report(WorkProgress value)
    {
        lock (_lock)
        {
            _pace.Note(value);
            bar.MaxValue = Math.Max(value.Total, 1);
            bar.Value = value.Done;
            bar.Description = Markup.Escape(_pace.Describe());
        }
    }

    public void PrintResult(string line)
    {
        if (output is null)
        {
            console.WriteLine(line);
        }
        else
        {
            output.WriteLine(line);
        }
    }

    public void PrintNotice(string sentence) => console.WriteLine($"hyvideo: {sentence}");
}
