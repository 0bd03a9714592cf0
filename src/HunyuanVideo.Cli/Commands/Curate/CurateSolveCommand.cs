using System.CommandLine;
using System.Globalization;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary><c>hyvideo curate solve</c>: finds thresholds that leave a wanted amount.</summary>
internal sealed class CurateSolveCommand
{
    private readonly CurateOptionSet _shared = new();
    private readonly Option<string> _set = new("--set") { Description = "The set.", HelpName = "NAME", Required = true };
    private readonly Option<string?> _aim = new("--aim") { Description = "Wanted units, or their share of the candidates as a fraction or with %. Default: the policy's own aim.", HelpName = "N|SHARE" };
    private readonly Option<string[]> _move = new("--move") { Description = "A rule whose threshold may move; may be given again. Default: every one on quality.", HelpName = "RULE", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _write = new("--write") { Description = "Write the policy into this file; it must not exist.", HelpName = "FILE" };

    /// <summary>The command, ready to be added to its parent.</summary>
    public static Command Create() => new CurateSolveCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "solve",
            "Moves thresholds of a set together along what was measured until the wanted amount is accepted, and prints the policy.\n\n"
            + "Example:\n  hyvideo curate solve --out curation --set video-2-360p --aim 40% --write policies/mine/video-2-360p.json")
        {
            _shared.Folder, _shared.Policies, _set, _aim, _move, _write, _shared.Json,
        };
        command.AddCheck(FindFaults);
        command.SetAction(RunAsync);
        return command;
    }

    private FaultList FindFaults(ParseResult parsed)
    {
        var (faults, policies) = _shared.CheckDecision(parsed);
        if (policies is not null && parsed.ValueOf(_set) is { } set && faults.Try(() => CurateOptionSet.FindSet(policies, set)) is { } policy)
        {
            faults.Try(() => policy.Only(parsed.ValueOf(_move) ?? []));
            faults.Try(() => AimOf(parsed, policy));
        }

        if (parsed.ValueOf(_write) is { } file && Path.Exists(file))
        {
            faults.Add($"--write {OneLine.Text(file)} exists; name a file that does not.");
        }
        else if (parsed.ValueOf(_write) is { } path && OutputFolder.FindFault(Path.GetDirectoryName(Path.GetFullPath(path))!) is { } fault)
        {
            faults.Add($"--write {fault}");
        }

        return faults;
    }

    /// <exception cref="InputException">No amount, or none is given and the policy has none.</exception>
    private PolicyAim AimOf(ParseResult parsed, Policy policy)
    {
        if (parsed.ValueOf(_aim) is not { } text)
        {
            return policy.Aim ?? throw new InputException($"policy {policy.Set} has no aim; give --aim N or --aim SHARE.");
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0)
        {
            return new PolicyAim { Count = count };
        }

        var isPercent = text.EndsWith('%');
        return double.TryParse(text.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            && (isPercent ? share / 100 : share) is > 0 and <= 1 and var part
            ? new PolicyAim { ShareOfFrom = part }
            : throw new InputException($"--aim {OneLine.Text(text)} is no amount; give a number of units (500) or a share of the candidates (0.4 or 40%).");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (output, error, policies) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, _shared.ReadPolicies(parsed));
        var policy = CurateOptionSet.FindSet(policies, parsed.GetRequiredValue(_set));
        using var sets = _shared.OpenSets(parsed, policies);
        var candidates = sets.Decider.Decide(PolicyLadder.ChainOf(policy, policies))[^1].Candidates;
        cancellationToken.ThrowIfCancellationRequested();
        if (candidates == 0)
        {
            throw new InputException($"set {policy.Set} has no candidates; {(policy.From is { } from ? $"loosen {from} before" : "measure films with `hyvideo curate run` before")}.");
        }

        var aim = Math.Max(1, AimOf(parsed, policy).CountOf(candidates));
        var solver = new PolicySolver(sets.Reader.Connection, sets.Decider);
        var result = solver.Solve(policy, aim, parsed.GetRequiredValue(_move));
        await output.WriteLineAsync(parsed.GetValue(_shared.Json) ? ResultJson.Of(result) : PolicyReader.Write(result.Policy).TrimEnd()).ConfigureAwait(false);
        await error.WriteLineAsync($"hyvideo: {result.Count} of {Amounts.Of(candidates, "candidate")} accepted, {aim} wanted.{(result.Obstacle is { } obstacle ? " " + obstacle : "")}").ConfigureAwait(false);
        if (result.IsReached && parsed.GetValue(_write) is { } file)
        {
            WriteNew(file, PolicyReader.Write(result.Policy));
        }

        return result.IsReached ? 0 : 1;
    }

    /// <exception cref="InputException">The file cannot be written.</exception>
    private static void WriteNew(string file, string text)
    {
        var path = Path.GetFullPath(file);
        OutputFolder.Create(Path.GetDirectoryName(path)!);
        try
        {
            File.WriteAllText(path + ".tmp", text);
            File.Move(path + ".tmp", path, overwrite: false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{OneLine.Text(file)}: cannot be written ({fault.Message.TrimEnd('.')}); choose another --write.", fault);
        }
    }
}
