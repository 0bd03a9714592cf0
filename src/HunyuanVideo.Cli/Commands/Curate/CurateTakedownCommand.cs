using System.CommandLine;
using System.Globalization;
using HunyuanVideo.Curation.Stages;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary><c>hyvideo curate takedown</c>: removes films or clips from everything, for good and on record.</summary>
internal sealed class CurateTakedownCommand
{
    private readonly CurateOptionSet _shared = new();
    private readonly Argument<string[]> _names = new("NAME") { Description = "A source or clip by its id, a file, or an origin given to `curate ingest --origin`.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _reason = new("--reason") { Description = "Why; goes on record.", HelpName = "TEXT" };
    private readonly Option<bool> _copies = new("--with-duplicates") { Description = "Take near-duplicates in other films down too." };
    private readonly Option<bool> _now = new("--now") { Description = "Rewrite the stored measurements now, not at the next compaction." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only show what would go." };
    private readonly Option<bool> _list = new("--list") { Description = "Print the record of what was taken down." };

    private readonly ReadOnce<TakedownPlan> _plan;

    private CurateTakedownCommand() => _plan = new ReadOnce<TakedownPlan>(parsed => new SourceTakedown(parsed.GetRequiredValue(_shared.Folder))
        .PlanAsync(parsed.GetValue(_names)!, parsed.GetValue(_copies), CancellationToken.None).GetAwaiter().GetResult());

    /// <summary>The command, ready to be added to its parent.</summary>
    public static Command Create() => new CurateTakedownCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "takedown",
            "Hides films or clips everywhere, takes them out of written sets, and refuses the same content from now on. Your files stay.\n\n"
            + "Example:\n  hyvideo curate takedown films/cat.mp4 --out curation --reason \"the owner asked\" --dry-run")
        {
            _names, _shared.Folder, _reason, _copies, _now, _dryRun, _list, _shared.Json,
        };
        command.AddCheck(FindFaults);
        command.SetAction(RunAsync);
        return command;
    }

    private FaultList FindFaults(ParseResult parsed)
    {
        var faults = new FaultList();
        var folder = _shared.FindCuration(parsed, faults);
        var names = parsed.ValueOf(_names) ?? [];
        if (parsed.ValueOf(_list))
        {
            faults.AddRange(names.Length > 0 ? ["--list prints the whole record; name nothing with it."] : Array.Empty<string>());
            return faults;
        }

        if (names.Length == 0 && !parsed.IsFaulty(_names))
        {
            faults.Add("nothing is named; give a source, a clip, a file or an origin, or --list.");
        }

        if (!parsed.ValueOf(_dryRun) && string.IsNullOrWhiteSpace(parsed.ValueOf(_reason)))
        {
            faults.Add("--reason is missing; say why in a few words, they go on record.");
        }

        if (folder is not null && names.Length > 0)
        {
            faults.Try(() => _plan.Of(parsed));
        }

        return faults;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (folder, output) = (parsed.GetRequiredValue(_shared.Folder), parsed.InvocationConfiguration.Output);
        if (parsed.GetValue(_list))
        {
            await ListAsync(parsed, folder).ConfigureAwait(false);
            return 0;
        }

        var plan = _plan.Of(parsed);
        if (!parsed.GetValue(_dryRun))
        {
            await new SourceTakedown(folder).ApplyAsync(plan, parsed.GetValue(_reason)!, TimeProvider.System, parsed.GetValue(_now), cancellationToken).ConfigureAwait(false);
        }

        await output.WriteLineAsync(parsed.GetValue(_shared.Json) ? ResultJson.Of(plan) : string.Join('\n', Describe(plan, parsed.GetValue(_dryRun)))).ConfigureAwait(false);
        return 0;
    }

    private async Task ListAsync(ParseResult parsed, string folder)
    {
        using var reader = new CurationStore(folder).OpenReader();
        var rows = SourceTakedown.Record(reader);
        var lines = rows.OrderBy(row => row.TimeUtcMs).ThenBy(row => row.Id, StringComparer.Ordinal)
            .Select(row => $"{(row.TimeUtcMs is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("u", CultureInfo.InvariantCulture) : "its date is lost    ")}  {row.Id}  {OneLine.Text(row.Reason ?? "")}");
        await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(_shared.Json)
            ? ResultJson.Of(rows)
            : string.Join('\n', lines.Append($"{rows.Count} taken down"))).ConfigureAwait(false);
    }

    private static IEnumerable<string> Describe(TakedownPlan plan, bool isDryRun)
    {
        var verb = isDryRun ? "would be taken down" : "taken down";
        return
        [
            .. plan.Units.Select(unit => $"{unit}: {verb}"),
            .. plan.Known.Select(unit => $"{unit}: was taken down before"),
            .. plan.Paths.Select(path => $"  file {OneLine.Text(path)} {(File.Exists(path) ? "stays where it is" : "is not there any more")}, and is refused from now on"),
            .. plan.Clips.Count > 0 ? [$"  {Amounts.Of(plan.Clips.Count, "clip")} with all measurements, captions and previews; the report"] : Array.Empty<string>(),
            .. plan.Sets.Select(set => $"  set {set.Key}: {Amounts.Of(set.Value.Items.Count, "item")} in {Amounts.Of(set.Value.Shards.Count, "shard")}, generation {set.Value.Generation}; models trained on the set of hash {set.Value.SetHash} have seen them"),
            .. plan.Copies.Select(copy => string.Create(
                CultureInfo.InvariantCulture,
                $"  copy {copy.ClipId} stays ({OneLine.Text(copy.Path)} {copy.StartS:0.00}…{copy.StartS + copy.DurationS:0.00} s, alike {copy.Similarity:0.000}); --with-duplicates takes it down too")),
        ];
    }
}
