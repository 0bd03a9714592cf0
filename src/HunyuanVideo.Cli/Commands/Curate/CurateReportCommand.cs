using System.CommandLine;
using HunyuanVideo.Curation.Report;

namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary><c>hyvideo curate report</c>: writes the page of a curation again.</summary>
internal sealed class CurateReportCommand
{
    private readonly CurateOptionSet _shared = new();
    private readonly Option<bool> _embed = new("--embed") { Description = "Put the pictures into the page, so that it can be sent as one file." };

    /// <summary>The command, ready to be added to its parent.</summary>
    public static Command Create() => new CurateReportCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "report",
            "Decides the sets over what was measured and writes the report: one page that needs no network.\n\n"
            + "Example:\n  hyvideo curate report --out curation --policy policies/toy --embed")
        {
            _shared.Folder, _shared.Policies, _embed,
        };
        command.AddCheck(parsed => _shared.CheckDecision(parsed).Faults);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var policies = _shared.ReadPolicies(parsed);
        using var sets = _shared.OpenSets(parsed, policies);
        var funnels = sets.Decider.Decide(policies);
        cancellationToken.ThrowIfCancellationRequested();
        sets.WriteReport(funnels, TimeProvider.System.GetUtcNow(), new ReportOptions { Embed = parsed.GetValue(_embed) });
        await parsed.InvocationConfiguration.Output.WriteLineAsync(sets.ReportPath).ConfigureAwait(false);
        return 0;
    }
}
