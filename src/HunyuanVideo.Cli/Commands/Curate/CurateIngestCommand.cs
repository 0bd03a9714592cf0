using System.CommandLine;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary><c>hyvideo curate ingest</c>: takes files into the ledger, and does nothing else with them.</summary>
internal sealed class CurateIngestCommand
{
    private readonly CurateOptionSet _shared = new();
    private readonly Argument<string[]> _inputs = new("INPUT") { Description = "Films, pictures and folders of them.", Arity = ArgumentArity.OneOrMore };
    private readonly TermsOptionSet _terms = new();
    private readonly Option<bool> _rehash = new("--rehash") { Description = "Read files again whose size and time have not changed." };

    /// <summary>The command, ready to be added to its parent.</summary>
    public static Command Create() => new CurateIngestCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "ingest",
            "Names each file by its content and notes it in the ledger; measures nothing. `curate run` goes on from there.\n\n"
            + "Example:\n  hyvideo curate ingest films --out curation --licence CC0 --origin https://example.org/films")
        {
            _inputs, _shared.Folder, _rehash, _shared.Jobs, _shared.Json,
        };
        _terms.AddTo(command);
        command.AddCheck(FindFaults);
        command.SetAction(RunAsync);
        return command;
    }

    private FaultList FindFaults(ParseResult parsed)
    {
        var faults = new FaultList();
        faults.AddRange(_shared.JobFaults(parsed));
        faults.AddRange(_shared.NewFolderFaults(parsed, _inputs));
        faults.AddRange(CurateOptionSet.InputFaults(parsed.ValueOf(_inputs)));
        faults.AddRange(_terms.Faults(parsed));
        return faults;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var options = _terms.Read(parsed) with { Rehash = parsed.GetValue(_rehash), Jobs = parsed.GetValue(_shared.Jobs) };
        using var writer = new CurationStore(parsed.GetRequiredValue(_shared.Folder)).OpenWriter(TimeProvider.System);
        foreach (var notice in writer.Notices)
        {
            await error.WriteLineAsync($"hyvideo: {notice}").ConfigureAwait(false);
        }

        writer.SetStages([new(SourceIngest.Stage, SourceIngest.StageKey)]);
        using var outcomes = new OutcomeWriter(writer, TimeProvider.System);
        var ingest = new SourceIngest(writer, outcomes, TimeProvider.System);
        var report = new IngestReport(0, 0, 0, 0, 0);
        await ProgressDisplay.RunAsync(parsed.InvocationConfiguration, async display =>
            report = await ingest.RunAsync(parsed.GetRequiredValue(_inputs), options, new FileProgressLine(display), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        await output.WriteLineAsync(parsed.GetValue(_shared.Json)
            ? ResultJson.Of(report)
            : $"{Amounts.Of(report.Files, "file")} = {report.Added} taken in + {report.Known} known + {report.Quarantined} quarantined + {report.TakenDown} taken down before").ConfigureAwait(false);
        if (report.Files == 0)
        {
            await error.WriteLineAsync($"hyvideo: {FileWalk.NoFile(parsed.GetRequiredValue(_inputs))}").ConfigureAwait(false);
        }

        await TermsOptionSet.TellAsync(error, report).ConfigureAwait(false);
        return 0;
    }

    private sealed class FileProgressLine(IWorkDisplay display) : IProgress<(int Done, int All)>
    {
        public void Report((int Done, int All) value) => display.Report(new WorkProgress("reading files", "file", value.Done, value.All));
    }
}
