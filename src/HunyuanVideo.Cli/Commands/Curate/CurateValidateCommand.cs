using System.CommandLine;
using HunyuanVideo.Curation.Materialise;
using HunyuanVideo.Curation.Stages;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Media;

namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary><c>hyvideo curate validate</c>: a hash for each table, and every written set read again.</summary>
internal sealed class CurateValidateCommand
{
    private readonly CurateOptionSet _shared = new();

    /// <summary>The command, ready to be added to its parent.</summary>
    public static Command Create() => new CurateValidateCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "validate",
            "Prints one hash for each table (equal runs print equal lines), says which rows are lost, and reads every written set again: sums, pictures, captions.\n\n"
            + "Example:\n  hyvideo curate validate --out curation")
        {
            _shared.Folder, _shared.Json, _shared.Ffmpeg,
        };
        command.AddCheck(FindFaults);
        command.SetAction(RunAsync);
        return command;
    }

    private FaultList FindFaults(ParseResult parsed)
    {
        var faults = new FaultList();
        _shared.FindCuration(parsed, faults);
        faults.Try(() => FfmpegTools.Find(parsed.ValueOf(_shared.Ffmpeg)));
        return faults;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (folder, output) = (parsed.GetRequiredValue(_shared.Folder), parsed.InvocationConfiguration.Output);
        var store = new CurationStore(folder);
        var hashes = TableHashes.Of(store);
        using var reader = store.OpenReader();
        var (lost, unknown, hidden) = (LostRows.Of(reader), LostRows.UnknownNotice(reader), SourceTakedown.Hidden(reader));
        var undated = SourceTakedown.Record(reader).Count(entry => entry.TimeUtcMs is null);
        var validator = new SetValidator(FfmpegTools.Find(parsed.GetValue(_shared.Ffmpeg)), new MaterialiseOptions());
        var sets = new SortedDictionary<string, SetValidation>(StringComparer.Ordinal);
        foreach (var set in CuratedSets.ShelfOf(folder).Sets)
        {
            sets[Path.GetFileName(set)] = await validator.ValidateAsync(set, hidden, cancellationToken).ConfigureAwait(false);
        }

        await output.WriteLineAsync(parsed.GetValue(_shared.Json)
            ? ResultJson.Of(new { Tables = hashes, lost, UnknownUnits = LostRows.Unknown(reader), UndatedTakedowns = undated, sets })
            : string.Join('\n', Describe(hashes, [.. Losses(lost, unknown, undated)], sets))).ConfigureAwait(false);
        return Losses(lost, unknown, undated).Any() || sets.Values.Any(set => set.Faults.Count > 0) ? 1 : 0;
    }

    private static IEnumerable<string> Losses(IReadOnlyList<LostRows> lost, string? unknown, int undated)
    {
        if (lost.Count > 0)
        {
            yield return LostRows.Notice(lost);
        }

        if (unknown is not null)
        {
            yield return unknown;
        }

        if (undated > 0)
        {
            yield return $"a part is gone, and with it the date of {Amounts.Of(undated, "takedown")}, still in force by the ledger; take the same ids down again, as `takedown --list` shows them, to record it anew.";
        }
    }

    private static IEnumerable<string> Describe(IReadOnlyDictionary<string, string> hashes, IEnumerable<string> losses, SortedDictionary<string, SetValidation> sets) =>
    [
        .. hashes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value}  {pair.Key}"),
        .. losses,
        .. sets.SelectMany(pair => pair.Value.Faults.Select(fault => $"{pair.Key}: {fault}").Prepend($"{pair.Key}: {Amounts.Of(pair.Value.Items, "item")}, {Amounts.Of(pair.Value.Faults.Count, "fault")}")),
    ];
}
