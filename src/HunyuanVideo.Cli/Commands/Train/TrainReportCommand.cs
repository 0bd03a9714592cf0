using System.CommandLine;
using HunyuanVideo.Training.Reports;

namespace HunyuanVideo.Cli.Commands.Train;

/// <summary><c>hyvideo train report</c>: runs as a page to look at.</summary>
internal sealed class TrainReportCommand
{
    private const string DefaultName = "training.html";

    private readonly Argument<string> _folder = new("DIR") { Description = "A run's folder, or one with runs below it." };
    private readonly Option<string> _out = new("--out") { Description = "The page; replaced if it exists.", HelpName = "FILE.html", DefaultValueFactory = _ => DefaultName };
    private readonly Option<string[]> _scores = new("--scores")
    {
        Description = "Further scores: report.json of evaluate toy, JSON of evaluate vae, or folders that hold them. Those in the runs' folders are found by themselves.",
        HelpName = "PATH",
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>The command, ready to be added to <c>train</c>.</summary>
    public static Command Create() => new TrainReportCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "report",
            "Writes one HTML file with everything inside: loss curves, samples and reconstructions over time, scores, recipes.\n\n"
            + "Example:\n  hyvideo train report runs --out training.html --scores evaluation")
        {
            _folder, _out, _scores,
        };
        command.AddCheck(parsed => parsed.ValueOf(_out) is { } path && OutputFolder.FindFileFault(path) is { } fault ? [$"--out {fault}"] : []);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = parsed.GetRequiredValue(_out);
        OutputFolder.Create(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            TrainingReport.Write(parsed.GetRequiredValue(_folder), parsed.GetRequiredValue(_scores), path, new TrainingReportOptions(), TimeProvider.System);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be written ({fault.Message.TrimEnd('.')}); choose another --out.", fault);
        }

        await parsed.InvocationConfiguration.Output.WriteLineAsync(path.AsMemory(), cancellationToken).ConfigureAwait(false);
        return 0;
    }
}
