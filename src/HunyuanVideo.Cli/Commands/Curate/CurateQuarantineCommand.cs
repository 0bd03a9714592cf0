using System.CommandLine;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary><c>hyvideo curate quarantine</c>: what could not be measured, why, and how to see it for oneself.</summary>
internal sealed class CurateQuarantineCommand
{
    private readonly CurateOptionSet _shared = new();
    private readonly Argument<string[]> _units = new("UNIT") { Description = "Units or files as the list names them.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string[]> _reasons = new("--reason") { Description = "Every unit with this reason; may be given again.", HelpName = "CODE", DefaultValueFactory = _ => [] };
    private readonly Option<bool> _all = new("--all") { Description = "Every unit." };
    private readonly Option<bool> _dismissed = new("--dismissed") { Description = "Show those too that were dismissed." };

    /// <summary>The command, ready to be added to its parent.</summary>
    public static Command Create() => new("quarantine", "Units that could not be measured. No file of yours is ever moved or changed.\n\nExample:\n  hyvideo curate quarantine list --out curation")
    {
        new CurateQuarantineCommand().BuildList(),
        new CurateQuarantineCommand().BuildChange("retry", "Has the next `curate run` try units again.", SourceIngest.Retry, "tried again by the next `hyvideo curate run`"),
        new CurateQuarantineCommand().BuildChange("dismiss", "Marks units as seen: the list leaves them out.", (store, entry) => store.Quarantine.Dismiss(entry.UnitId), "dismissed"),
    };

    private CheckedCommand BuildList()
    {
        var command = new CheckedCommand(
            "list",
            "Lists the units in quarantine with their reasons, each with the command that shows the fault again.\n\n"
            + "Example:\n  hyvideo curate quarantine list --out curation --reason decoder_crash")
        {
            _shared.Folder, _reasons, _dismissed, _shared.Json,
        };
        command.AddCheck(FindListFaults);
        command.SetAction(ListAsync);
        return command;
    }

    private CheckedCommand BuildChange(string name, string what, Action<CurationStore, QuarantineEntry> change, string told)
    {
        var command = new CheckedCommand(name, $"{what}\n\nExample:\n  hyvideo curate quarantine {name} --out curation --reason decoder_crash")
        {
            _units, _shared.Folder, _reasons, _all,
        };
        command.AddCheck(FindSelectionFaults);
        command.SetAction(async parsed =>
        {
            var store = new CurationStore(parsed.GetRequiredValue(_shared.Folder));
            using var writes = RunLock.Take(store.Folder, TimeProvider.System);
            var chosen = Chosen(parsed, store.Quarantine.List()).ToList();
            chosen.ForEach(entry => change(store, entry));
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{Amounts.Of(chosen.Count, "unit")} {(chosen.Count == 1 ? "is" : "are")} {told}").ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private FaultList FindListFaults(ParseResult parsed)
    {
        var faults = new FaultList();
        AddReasonFaults(parsed, Entries(parsed, faults), faults);
        return faults;
    }

    private FaultList FindSelectionFaults(ParseResult parsed)
    {
        var faults = new FaultList();
        var (units, reasons) = (parsed.ValueOf(_units) ?? [], parsed.ValueOf(_reasons) ?? []);
        if (units.Length + reasons.Length == 0 && !parsed.ValueOf(_all) && !parsed.IsFaulty(_units) && !parsed.IsFaulty(_reasons))
        {
            faults.Add("no unit is named; give UNIT, --reason CODE or --all.");
        }

        var entries = Entries(parsed, faults);
        faults.AddRange(units.Where(unit => entries?.Any(entry => IsNamed(entry, unit)) == false)
            .Select(unit => $"{OneLine.Text(unit)} is not in quarantine; see what is with `hyvideo curate quarantine list`."));
        AddReasonFaults(parsed, entries, faults);
        return faults;
    }

    /// <summary>All that is in quarantine, or null and why it is not known.</summary>
    private IReadOnlyList<QuarantineEntry>? Entries(ParseResult parsed, FaultList faults) =>
        _shared.FindCuration(parsed, faults) is { } folder ? faults.Try(() => new CurationStore(folder).Quarantine.List()) : null;

    private void AddReasonFaults(ParseResult parsed, IReadOnlyList<QuarantineEntry>? entries, FaultList faults) =>
        faults.AddRange((parsed.ValueOf(_reasons) ?? []).Where(reason => entries?.Any(entry => entry.Code == reason) == false)
            .Select(reason => $"--reason {OneLine.Text(reason)}: no unit has it; {ReasonsOf(entries!)}."));

    private static string ReasonsOf(IReadOnlyList<QuarantineEntry> entries) => entries.Count == 0
        ? "the quarantine is empty"
        : $"there are {string.Join(", ", entries.Select(entry => entry.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}";

    private IEnumerable<QuarantineEntry> Chosen(ParseResult parsed, IReadOnlyList<QuarantineEntry> entries)
    {
        var (units, reasons) = (parsed.GetValue(_units) ?? [], parsed.GetRequiredValue(_reasons));
        return entries.Where(entry => parsed.GetValue(_all) || reasons.Contains(entry.Code, StringComparer.Ordinal) || units.Any(unit => IsNamed(entry, unit)));
    }

    private static bool IsNamed(QuarantineEntry entry, string unit) => entry.UnitId == unit || entry.Path == unit || entry.Path == Path.GetFullPath(unit);

    private async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var reasons = parsed.GetRequiredValue(_reasons);
        var entries = new CurationStore(parsed.GetRequiredValue(_shared.Folder)).Quarantine.List()
            .Where(entry => (reasons.Length == 0 || reasons.Contains(entry.Code, StringComparer.Ordinal)) && (parsed.GetValue(_dismissed) || !entry.IsDismissed)).ToList();
        await output.WriteLineAsync(parsed.GetValue(_shared.Json)
            ? ResultJson.Of(entries)
            : string.Join('\n', entries.SelectMany(Describe).Append(Count(entries)))).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return 0;
    }

    private static IEnumerable<string> Describe(QuarantineEntry entry) =>
    [
        $"{entry.Code}{(entry.IsDismissed ? " (dismissed)" : "")}: {OneLine.Text(entry.Sentence)}",
        $"  unit {entry.UnitId}, stage {entry.Stage}",
        $"  {OneLine.Command(entry.Command)}",
    ];

    private static string Count(List<QuarantineEntry> entries)
    {
        var reasons = entries.CountBy(entry => entry.Code).OrderBy(reason => reason.Key, StringComparer.Ordinal).Select(reason => $"{reason.Value} {reason.Key}");
        return $"{entries.Count} in quarantine{(entries.Count == 0 ? "" : ": " + string.Join(", ", reasons))}";
    }
}
