using System.CommandLine;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Stages;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary><c>hyvideo curate annotate</c>: work lists for people who judge clips, and their answers.</summary>
internal sealed class CurateAnnotateCommand
{
    private const int MostNamed = 10;

    private readonly CurateOptionSet _shared = new();
    private readonly Option<string> _set = new("--set") { Description = "The set whose accepted clips are judged.", HelpName = "NAME", Required = true };
    private readonly Option<string> _annotator = new("--annotator") { Description = "Who will judge them; two of distinct names settle a clip.", HelpName = "NAME", Required = true };
    private readonly Option<string> _target = new("--to") { Description = "A new folder for the work list and its pictures.", HelpName = "DIR", Required = true };
    private readonly Argument<string> _list = new("LIST") { Description = $"The {AnnotationWork.ListName} of an export, with answers filled in." };

    /// <summary>The command, ready to be added to its parent.</summary>
    public static Command Create() => new("annotate", "Clips as people judge them: a work list goes out, answers come in.\n\nExample:\n  hyvideo curate annotate export --out curation --set video-4-720p --annotator ann --to work")
    {
        new CurateAnnotateCommand().BuildExport(),
        new CurateAnnotateCommand().BuildImport(),
    };

    private CheckedCommand BuildExport()
    {
        var command = new CheckedCommand(
            "export",
            "Writes the accepted clips of a set that wait for a judgement: pictures, and a JSON line each with seven scores from 1 to 5 and keep (true or false) to fill in.\n\n"
            + "Example:\n  hyvideo curate annotate export --out curation --set video-4-720p --annotator ann --to work")
        {
            _shared.Folder, _shared.Policies, _set, _annotator, _target,
        };
        command.AddCheck(parsed =>
        {
            var (faults, policies) = _shared.CheckDecision(parsed);
            if (policies is not null && parsed.ValueOf(_set) is { } set)
            {
                faults.Try(() => CurateOptionSet.FindSet(policies, set));
            }

            if (parsed.ValueOf(_annotator) is { Length: > 0 } annotator && !AnnotatorName.IsOne(annotator))
            {
                faults.Add($"--annotator {AnnotatorName.Rule}");
            }

            if (parsed.ValueOf(_target) is { } target)
            {
                faults.Try(() => AnnotationWork.RequireFree(target));
                if (OutputFolder.FindFault(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(target))) ?? target) is { } fault)
                {
                    faults.Add($"--to {fault}");
                }
            }

            return faults;
        });
        command.SetAction((parsed, _) => ExportAsync(parsed));
        return command;
    }

    private CheckedCommand BuildImport()
    {
        var command = new CheckedCommand(
            "import",
            "Takes the answers of a work list in: all of them, or none where a line is at fault. Decide the sets again to use them.\n\n"
            + "Example:\n  hyvideo curate annotate import work/items.jsonl --out curation")
        {
            _list, _shared.Folder, _shared.Json,
        };
        command.AddCheck(parsed =>
        {
            var faults = new FaultList();
            _shared.FindCuration(parsed, faults);
            return faults;
        });
        command.SetAction(ImportAsync);
        return command;
    }

    private async Task<int> ExportAsync(ParseResult parsed)
    {
        var (folder, target) = (parsed.GetRequiredValue(_shared.Folder), parsed.GetRequiredValue(_target));
        var policies = _shared.ReadPolicies(parsed);
        var policy = CurateOptionSet.FindSet(policies, parsed.GetRequiredValue(_set));
        using var sets = _shared.OpenSets(parsed, policies);
        sets.Decider.Decide(PolicyLadder.ChainOf(policy, policies));
        var annotator = parsed.GetRequiredValue(_annotator);
        var export = new AnnotationWork(folder).Export(sets, policy, annotator, target);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(export.Clips == 0
            ? $"{policy.Set}: no accepted clip waits for a judgement by {OneLine.Text(annotator)}; nothing is written"
            : $"{Amounts.Of(export.Clips, "clip")} to judge in {Path.Join(target, AnnotationWork.ListName)}").ConfigureAwait(false);
        if (export.WithoutPicture is { IsEmpty: false } bare)
        {
            var more = bare.Length > MostNamed ? $" and {bare.Length - MostNamed} more" : "";
            await parsed.InvocationConfiguration.Error.WriteLineAsync(
                $"hyvideo: {bare.Length} of {Amounts.Of(export.Clips, "clip")} without a picture: {string.Join(", ", bare.Take(MostNamed))}{more}; `hyvideo curate run` makes it from the film, then export again.").ConfigureAwait(false);
        }

        return 0;
    }

    private async Task<int> ImportAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var report = await new AnnotationWork(parsed.GetRequiredValue(_shared.Folder))
            .ImportAsync(parsed.GetRequiredValue(_list), TimeProvider.System, cancellationToken).ConfigureAwait(false);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(_shared.Json)
            ? ResultJson.Of(report)
            : $"{report.Lines} lines = {report.Added} judgements taken in + {report.Known} known + {report.Open} not judged yet").ConfigureAwait(false);
        return 0;
    }
}
