using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace HunyuanVideo.Cli;

/// <summary>How far a long piece of work is.</summary>
/// <param name="Stage">What is being done: "sampling".</param>
/// <param name="Unit">What is counted: "step".</param>
/// <param name="Done">Units finished.</param>
/// <param name="Total">Units of the stage.</param>
/// <param name="Note">Shown beside the rate, for example the loss.</param>
internal sealed record WorkProgress(string Stage, string Unit, long Done, long Total, string Note = "");

/// <summary>Shows progress on the error stream: bars with rate and time left on a terminal, a plain line now and then elsewhere.</summary>
internal static class ProgressDisplay
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    /// <summary>Runs <paramref name="work"/> with a display for what it reports.</summary>
    /// <param name="error">Where to show.</param>
    /// <param name="work">May report from any thread.</param>
    public static Task RunAsync(TextWriter error, Func<IProgress<WorkProgress>, Task> work)
    {
        if (Console.IsErrorRedirected || error != Console.Error)
        {
            return work(new Lines(error));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new Bars(context)));
    }

    private static string Rate(WorkProgress progress, TimeSpan elapsed, long first)
    {
        var rate = (progress.Done - first) / Math.Max(elapsed.TotalSeconds, 1e-3);
        var text = rate >= 1 || rate == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{rate:F1} {progress.Unit}s/s")
            : string.Create(CultureInfo.InvariantCulture, $"{1 / rate:F1} s/{progress.Unit}");
        return progress.Note.Length == 0 ? text : $"{text} · {progress.Note}";
    }

    private sealed class Bars(ProgressContext context) : IProgress<WorkProgress>
    {
        private readonly Dictionary<string, (ProgressTask Task, long First)> _stages = new(StringComparer.Ordinal);

        public void Report(WorkProgress value)
        {
            lock (_stages)
            {
                if (!_stages.TryGetValue(value.Stage, out var stage))
                {
                    stage = (context.AddTask(value.Stage, maxValue: Math.Max(value.Total, 1)), value.Done);
                    _stages.Add(value.Stage, stage);
                }

                stage.Task.Value = value.Done;
                stage.Task.Description = Markup.Escape($"{value.Stage} {Rate(value, stage.Task.ElapsedTime ?? TimeSpan.Zero, stage.First)}");
            }
        }
    }

    private sealed class Lines(TextWriter error) : IProgress<WorkProgress>
    {
        private readonly Lock _lock = new();
        private readonly Stopwatch _sinceLine = Stopwatch.StartNew();
        private readonly Stopwatch _sinceStage = Stopwatch.StartNew();
        private string _stage = "";
        private long _first;

        public void Report(WorkProgress value)
        {
            lock (_lock)
            {
                if (value.Stage != _stage)
                {
                    (_stage, _first) = (value.Stage, value.Done);
                    _sinceStage.Restart();
                }
                else if (_sinceLine.Elapsed >= BetweenLines && value.Done > _first)
                {
                    var left = _sinceStage.Elapsed * ((double)(value.Total - value.Done) / (value.Done - _first));
                    error.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{value.Stage}: {value.Done} of {value.Total} {value.Unit}s, {Rate(value, _sinceStage.Elapsed, _first)}, {left:h\\:mm\\:ss} left"));
                    _sinceLine.Restart();
                }
            }
        }
    }
}
