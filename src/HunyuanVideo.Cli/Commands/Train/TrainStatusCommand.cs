using System.CommandLine;
using System.Globalization;
using HunyuanVideo.Training.Runs;

namespace HunyuanVideo.Cli.Commands.Train;

/// <summary><c>hyvideo train status</c>: how far runs are, without disturbing them.</summary>
internal sealed class TrainStatusCommand
{
    private readonly Argument<string> _folder = new("DIR") { Description = "A run's folder, or one with runs below it." };
    private readonly Option<bool> _json = new("--json") { Description = "Print an array of objects." };

    /// <summary>The command, ready to be added to <c>train</c>.</summary>
    public static Command Create() => new TrainStatusCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "status",
            "Says of each run: stage, step, rate, time left, loss, last checkpoint, and whether a process works on it. Losses are means of 50 updates; "
            + "the rate is that of the last two minutes of work.\n\nExample:\n  hyvideo train status runs")
        {
            _folder, _json,
        };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var runs = TrainingRunFolder.Find(parsed.GetRequiredValue(_folder)).Select(run => run.Status).ToList();
        parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(_json) ? ResultJson.Of(runs) : Table(runs, TimeProvider.System.GetUtcNow()));
        return 0;
    }

    /// <summary>A line a run, in columns.</summary>
    internal static string Table(IReadOnlyList<RunStatus> runs, DateTimeOffset now)
    {
        string[] header = ["run", "stage", "state", "step", "rate", "left", "loss", "best", "checkpoint"];
        var rows = runs.Select(run => Row(run, now)).Prepend(header).ToList();
        var widths = Enumerable.Range(0, header.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var lines = rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        return string.Join('\n', runs.Any(run => run is { RecipeIsBeside: true, Steps: not null }) ? lines.Append("* by the recipe of the run's name beside its folder; the run has no copy of its own") : lines);
    }

    private static string[] Row(RunStatus run, DateTimeOffset now) =>
    [
        run.Name,
        run.Stage ?? "–",
        run.State.ToString().ToLowerInvariant(),
        run.Steps is { } steps ? string.Create(CultureInfo.InvariantCulture, $"{run.Step} of {steps}{(run.RecipeIsBeside ? "*" : "")}") : run.Step.ToString(CultureInfo.InvariantCulture),
        run.StepsPerSecond is { } rate ? Amounts.Rate(rate, "step") : "–",
        run is { SecondsLeft: > 0 and var left } ? Amounts.Duration(left) : "–",
        run.LastLoss is { } loss ? Loss(loss) : "–",
        run.BestLoss is { } best ? string.Create(CultureInfo.InvariantCulture, $"{Loss(best)} at {run.BestStep}") : "–",
        run is { CheckpointStep: { } step, CheckpointTime: { } time } ? string.Create(CultureInfo.InvariantCulture, $"{step}, {Amounts.Duration(Math.Max(0, (now - time).TotalSeconds))} ago") : "none",
    ];

    private static string Loss(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
