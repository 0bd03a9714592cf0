using System.CommandLine;
using Spectre.Console;

namespace HunyuanVideo.Cli;

/// <summary>Shows progress on the error stream: a bar with rate and time left on a terminal, a plain line now and then elsewhere.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs <paramref name="work"/> with a display for what it reports and prints.</summary>
    /// <param name="configuration">The command's streams.</param>
    /// <param name="work">May report from any thread.</param>
    public static Task RunAsync(InvocationConfiguration configuration, Func<IWorkDisplay, Task> work)
    {
        var (output, error) = (configuration.Output, configuration.Error);
        if (Console.IsErrorRedirected || error != Console.Error)
        {
            return work(new PlainDisplay(output, error, TimeProvider.System));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(context => work(new TerminalDisplay(console, context.AddTask("starting"), Console.IsOutputRedirected ? output : null)));
    }
}
