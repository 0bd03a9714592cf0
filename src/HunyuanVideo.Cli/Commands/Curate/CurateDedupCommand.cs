using System.CommandLine;
using System.Globalization;
using HunyuanVideo.Curation.Alike;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Stages;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Media;

namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary><c>hyvideo curate dedup</c>: groups of copies at any threshold, from the signatures that were measured.</summary>
internal sealed class CurateDedupCommand
{
    private readonly CurateOptionSet _shared = new();
    private readonly CopyOptionSet _copies = new();
    private readonly Option<bool> _apply = new("--apply") { Description = "Write the groups: sets decided from here on go by them. Give `curate run` the same thresholds, or it groups anew by its own." };
    private readonly MostOption _most = new("Groups shown, the largest first.");

    /// <summary>The command, ready to be added to its parent.</summary>
    public static Command Create() => new CurateDedupCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "dedup",
            "Groups copies of the same footage by what was measured, touching no film, and says which one stays.\n\n"
            + "Example:\n  hyvideo curate dedup --out curation --copy-distance 6 --mirror")
        {
            _shared.Folder, _apply, _most.Option, _shared.Json, _shared.Ffmpeg,
        };
        _copies.AddTo(command);
        command.AddCheck(FindFaults);
        command.SetAction(RunAsync);
        return command;
    }

    private FaultList FindFaults(ParseResult parsed)
    {
        var faults = new FaultList();
        _shared.FindCuration(parsed, faults);
        faults.AddRange(_copies.Faults(parsed));
        faults.AddRange(_most.Faults(parsed));
        if (parsed.ValueOf(_apply))
        {
            faults.Try(() => FfmpegTools.Find(parsed.ValueOf(_shared.Ffmpeg)));     // a run of one stage names its stages by all of their tools
        }

        return faults;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (folder, output) = (parsed.GetRequiredValue(_shared.Folder), parsed.InvocationConfiguration.Output);
        var options = new StageOptions { Duplicates = _copies.Read(parsed), ModelFolder = CurateOptionSet.ModelFolder };
        if (parsed.GetValue(_apply))
        {
            new CurationStore(folder).OpenWhole().Dispose();       // groups of half the clips must not come into force
            await ApplyAsync(folder, options, FfmpegTools.Find(parsed.GetValue(_shared.Ffmpeg)), cancellationToken).ConfigureAwait(false);
        }

        using var reader = _shared.OpenWhole(parsed);
        var found = await new DuplicateStage(options.Duplicates, options.Look.SignaturesPerSecond).RunAsync(reader, cancellationToken).ConfigureAwait(false);
        var groups = CopyGroup.Of(reader, [.. found.Rows.OfType<DupGroupRow>()], [.. found.Rows.OfType<DupEdgeRow>()]);
        var known = CopyGroup.Of(reader, reader.Rows<DupGroupRow>(), reader.Rows<DupEdgeRow>());
        var clips = found.Rows.OfType<DupGroupRow>().Count();
        if (parsed.GetValue(_shared.Json))
        {
            await output.WriteLineAsync(ResultJson.Of(new { Clips = clips, Copies = Copies(groups), CopiesInForce = Copies(known), Groups = groups })).ConfigureAwait(false);
            return 0;
        }

        string[] lines =
        [
            $"clips {clips}, groups of copies {groups.Count}, copies beside the best {Copies(groups)} (in force: groups {known.Count}, copies {Copies(known)})",
            .. groups.Take(parsed.GetValue(_most.Option)).SelectMany(Describe),
            .. groups.Count > parsed.GetValue(_most.Option) ? [$"and {groups.Count - parsed.GetValue(_most.Option)} smaller groups; --most shows more"] : Array.Empty<string>(),
        ];
        await output.WriteLineAsync(string.Join('\n', lines)).ConfigureAwait(false);
        return 0;
    }

    private static int Copies(IReadOnlyList<CopyGroup> groups) => groups.Sum(group => group.Members.Count - 1);

    private static async Task ApplyAsync(string folder, StageOptions options, FfmpegTools tools, CancellationToken cancellationToken)
    {
        using var stages = new StandardStages(tools, options, folder, TimeProvider.System);
        var report = await new CurationRun(stages.All, tools, TimeProvider.System)
            .ExecuteAsync(new CurationRunOptions { Folder = folder, Only = DuplicateFinder.Stage }, null, cancellationToken).ConfigureAwait(false);
        if (report.HasFailures)
        {
            throw new InvalidOperationException($"{string.Join(" ", report.Notices)} The groups in force are unchanged.");
        }
    }

    private static IEnumerable<string> Describe(CopyGroup group) =>
    [
        $"group {group.GroupId}",
        .. group.Members.Select(member => string.Create(
            CultureInfo.InvariantCulture,
            $"  {(member.Keep ? "best" : "copy")} {member.ClipId}  rank {member.RankScore:0.000}{(member.Similarity is { } likeness ? $"  alike {likeness:0.000}" : "")}  {OneLine.Text(member.Path)} {member.StartS:0.00}…{member.StartS + member.DurationS:0.00} s")),
    ];
}
