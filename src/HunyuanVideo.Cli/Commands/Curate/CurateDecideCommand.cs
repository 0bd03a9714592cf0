using System.CommandLine;
using System.Globalization;
using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary><c>hyvideo curate decide</c>: decides sets anew over what was measured, and compares policies.</summary>
internal sealed class CurateDecideCommand
{
    private const int DiffFiles = 2;

    private readonly CurateOptionSet _shared = new();
    private readonly Option<string?> _set = new("--set") { Description = "Tell of this set alone.", HelpName = "NAME" };
    private readonly Option<string[]> _without = new("--without") { Description = "Leave a rule out of --set; may be given again.", HelpName = "RULE", DefaultValueFactory = _ => [] };
    private readonly Option<string[]> _diff = new("--diff") { Description = "Compare two policy files instead of deciding.", HelpName = "A.json B.json", Arity = new ArgumentArity(0, DiffFiles), AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };

    /// <summary>The command, ready to be added to its parent.</summary>
    public static Command Create() => new CurateDecideCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "decide",
            "Decides the sets over what was measured, touching no pixel, and prints what each rule costs.\n\n"
            + "Example:\n  hyvideo curate decide --out curation --set video-1-256p --without \"little text\"")
        {
            _shared.Folder, _shared.Policies, _set, _without, _diff, _shared.Json,
        };
        command.AddCheck(FindFaults);
        command.SetAction(RunAsync);
        return command;
    }

    private FaultList FindFaults(ParseResult parsed)
    {
        var (faults, policies) = _shared.CheckDecision(parsed);
        if (parsed.ValueOf(_set) is { } set && policies is not null)
        {
            faults.Try(() => CurateOptionSet.FindSet(policies, set).Without(parsed.ValueOf(_without) ?? []));
        }
        else if (parsed.ValueOf(_without) is { Length: > 0 })
        {
            faults.Add("--without leaves a rule out of one set; name it by --set NAME.");
        }

        var files = parsed.ValueOf(_diff) ?? [];
        if (files.Length is not (0 or DiffFiles))
        {
            faults.Add($"--diff compares two policy files, {files.Length} given; name both.");
        }

        if (files.Length > 0 && (parsed.ValueOf(_set) is not null || parsed.ValueOf(_without) is { Length: > 0 }))
        {
            faults.Add("--diff compares whole policies; leave --set and --without out, or change a copy of the file.");
        }

        foreach (var file in files)
        {
            faults.Try(() => PolicyReader.ReadFile(file));
        }

        return faults;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var (policies, only) = (_shared.ReadPolicies(parsed), parsed.GetValue(_set));
        if (only is not null)
        {
            policies = [.. policies.Select(policy => policy.Set == only ? policy.Without(parsed.GetValue(_without) ?? []) : policy)];
        }

        using var sets = _shared.OpenSets(parsed, policies);
        if (parsed.GetValue(_diff) is { Length: DiffFiles } files)
        {
            sets.Decider.Decide(policies);
            var difference = new PolicyComparer(sets.Reader.Connection).Compare(PolicyReader.ReadFile(files[0]), PolicyReader.ReadFile(files[1]));
            await output.WriteLineAsync(parsed.GetValue(_shared.Json) ? ResultJson.Of(difference) : string.Join('\n', Describe(difference))).ConfigureAwait(false);
            return 0;
        }

        // What-if questions are answered, not written down.
        var isQuestion = parsed.GetValue(_without) is { Length: > 0 };
        var funnels = (isQuestion ? sets.Decider.Decide(policies) : sets.Decide()).Where(funnel => only is null || funnel.Set == only).ToList();
        await output.WriteLineAsync(parsed.GetValue(_shared.Json)
            ? ResultJson.Of(funnels)
            : string.Join('\n', funnels.SelectMany(Describe))).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return 0;
    }

    private static IEnumerable<string> Describe(SetFunnel funnel) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"{funnel.Set}: {Amounts.Of(funnel.Candidates, "candidate")} = {funnel.Accepted} accepted + {funnel.Rejected} rejected + {funnel.Held} held + {funnel.Quarantined} quarantined; {funnel.AcceptedHours:0.###} h"),
        .. funnel.Rules.Select(rule => string.Create(
            CultureInfo.InvariantCulture, $"  {rule.Rule,-24} {rule.Broken,8} broken {rule.Missing,8} missing {rule.Marginal,8} by it alone {rule.Remaining,8} left")),
    ];

    private static IEnumerable<string> Describe(PolicyDifference difference) =>
    [
        $"{difference.CameIn} come in, {difference.WentOut} go out, {difference.Both} stay",
        .. difference.CameInRules.Select(rule => $"  in: {rule.Units} were kept out by '{rule.Rule}'"),
        .. difference.WentOutRules.Select(rule => $"  out: {rule.Units} are kept out by '{rule.Rule}'"),
        .. difference.Examples.Select(unit => $"  {unit.UnitId}: {unit.Was} → {unit.Now} ({string.Join(", ", unit.Rules)})"),
    ];
}
