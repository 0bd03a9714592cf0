using System.CommandLine;
using System.Globalization;
using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary><c>hyvideo curate balance</c>: how sets are spread over concepts, and what thinning does about it.</summary>
internal sealed class CurateBalanceCommand
{
    private readonly CurateOptionSet _shared = new();
    private readonly Option<string?> _set = new("--set") { Description = "Tell of this set alone. Default: every set that is balanced.", HelpName = "NAME" };
    private readonly Option<double?> _beta = new("--beta") { Description = "Try another strength: 0 leaves all as it is, 1 gives every concept the same number.", HelpName = "B" };
    private readonly Option<long?> _cap = new("--cap") { Description = "Try another size up to which a concept is left alone. Default: the policy's.", HelpName = "N" };
    private readonly MostOption _most = new("Concepts shown, the largest first.");

    /// <summary>The command, ready to be added to its parent.</summary>
    public static Command Create() => new CurateBalanceCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "balance",
            "Shows the concepts of sets before and after balancing, and answers what other numbers would do. Writes nothing.\n\n"
            + "Example:\n  hyvideo curate balance --out curation --set video-1-256p --beta 0.8")
        {
            _shared.Folder, _shared.Policies, _set, _beta, _cap, _most.Option, _shared.Json,
        };
        command.AddCheck(FindFaults);
        command.SetAction(RunAsync);
        return command;
    }

    private FaultList FindFaults(ParseResult parsed)
    {
        var (faults, policies) = _shared.CheckDecision(parsed);
        if (parsed.ValueOf(_beta) is { } beta and not (>= 0 and <= 1))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"--beta {beta} is not within 0…1; choose such a value."));
        }

        if (parsed.ValueOf(_cap) is < 1 and var cap)
        {
            faults.Add($"--cap {cap} is below 1; choose a greater value or leave it out.");
        }

        faults.AddRange(_most.Faults(parsed));

        if (policies is not null)
        {
            faults.Try(() => Chosen(parsed, policies));
        }

        return faults;
    }

    private List<Policy> Chosen(ParseResult parsed, IReadOnlyList<Policy> policies)
    {
        var named = parsed.ValueOf(_set) is { } set ? [CurateOptionSet.FindSet(policies, set)] : policies.Where(policy => policy.Balance is not null).ToList();
        return named.Count > 0 ? [.. named.Select(policy => Changed(parsed, policy))] : throw new InputException("no policy is balanced; name a set by --set NAME.");
    }

    // A set that is not balanced is shown as it is: strength 0.
    private Policy Changed(ParseResult parsed, Policy policy)
    {
        var balance = policy.Balance ?? new PolicyBalance { Beta = 0 };
        return policy with
        {
            Balance = balance with
            {
                Beta = parsed.ValueOf(_beta) ?? balance.Beta,
                Cap = parsed.ValueOf(_cap)?.ToString(CultureInfo.InvariantCulture) ?? balance.Cap,
            },
        };
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (output, policies) = (parsed.InvocationConfiguration.Output, _shared.ReadPolicies(parsed));
        using var sets = _shared.OpenSets(parsed, policies);
        var reports = new List<ConceptBalance>();
        foreach (var policy in Chosen(parsed, policies))
        {
            cancellationToken.ThrowIfCancellationRequested();
            reports.Add(ConceptBalance.Of(sets.Reader.Connection, sets.Decider, policy, policies));
        }

        await output.WriteLineAsync(parsed.GetValue(_shared.Json)
            ? ResultJson.Of(reports)
            : string.Join('\n', reports.SelectMany(report => Describe(report, parsed.GetValue(_most.Option))))).ConfigureAwait(false);
        return 0;
    }

    private static IEnumerable<string> Describe(ConceptBalance report, int most)
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Set}: clips {report.Before} → {report.After}, concepts {report.Classes.Count}, as varied as {report.EvenClassesBefore:0.0} → {report.EvenClassesAfter:0.0} of one size; beta {report.Beta}, cap {report.Cap}");
        string[][] rows =
        [
            ["  concept", "clips", "weight", "kept"],
            .. report.Classes.Take(most).Select(row => new[] { "  " + row.Class, Text(row.Before), row.Weight.ToString("0.000", CultureInfo.InvariantCulture), Text(row.After) }),
        ];
        foreach (var line in CurateTable.Align(rows).Concat(report.Classes.Count > most ? [$"  and {report.Classes.Count - most} smaller concepts; --most shows more"] : []))
        {
            yield return line;
        }
    }

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
}
