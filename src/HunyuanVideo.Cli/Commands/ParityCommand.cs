using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Parity;

namespace HunyuanVideo.Cli.Commands;

/// <summary><c>hyvideo parity</c>: this program's networks against golden cases of the reference.</summary>
internal sealed class ParityCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    private readonly Argument<string[]> _folders = new("DIR")
    {
        Description = "Folders with golden cases, at any depth; links in them are not followed. Default: those that come with the source.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _kinds = new("--kind") { Description = "Only cases of this kind; may be repeated.", HelpName = "K", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _cases = new("--case") { Description = "Only cases of this name; may be repeated.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
    private readonly Option<bool> _json = new("--json") { Description = "Print an array with every tensor of every case." };

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create() => new ParityCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "parity",
            "Computes golden cases and compares every tensor with the reference's, ‖a−b‖/‖b‖ against its tolerance; a line for each case names the tensor "
            + "that uses most of its tolerance. Exit code 1 when a case fails or is not supported.\n\n"
            + "Example:\n  hyvideo parity tests/data/golden --kind dit")
        {
            _folders, _kinds, _cases, _json,
        };
        command.AddCheck(parsed => (parsed.ValueOf(_folders) ?? []).Where(folder => !Directory.Exists(folder))
            .Select(folder => $"{folder}: is no folder; give folders with golden cases."));
        command.SetAction((parsed, cancellationToken) => Task.Run(() => Run(parsed, cancellationToken), CancellationToken.None));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var (kinds, names) = (parsed.GetValue(_kinds) ?? [], parsed.GetValue(_cases) ?? []);
        var results = new List<ParityResult>();
        var asJson = parsed.GetValue(_json);
        foreach (var folder in FindCases(parsed.GetValue(_folders) ?? []))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var golden = GoldenCase.Load(folder);
            if (!Chosen(kinds, golden.Kind) || !Chosen(names, golden.Name))
            {
                continue;
            }

            results.Add(ParityRunner.Run(golden));
            if (!asJson)
            {
                output.WriteLine(Describe(results[^1]));
            }
        }

        if (results.Count == 0)
        {
            throw new InputException("no golden case has that kind and name; hyvideo parity without --kind and --case lists what there is.");
        }

        var (passed, failed, unsupported) = (
            results.Count(result => result.Passed), results.Count(result => result.IsSupported && !result.Passed), results.Count(result => !result.IsSupported));
        output.WriteLine(asJson
            ? new JsonArray([.. results.Select(ToJson)]).ToJsonString(Indented)
            : $"{passed} passed, {failed} failed, {unsupported} not supported");
        return failed + unsupported == 0 ? 0 : 1;
    }

    private static bool Chosen(string[] wanted, string value) => wanted.Length == 0 || wanted.Contains(value, StringComparer.Ordinal);

    private static List<string> FindCases(string[] folders)
    {
        var roots = folders.Length > 0 ? folders : [DefaultFolder()];
        var cases = roots.SelectMany(root => OwnFiles.Below(root, "case.json"))
            .Select(path => Path.GetDirectoryName(path)!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return cases.Count > 0 ? cases : throw new InputException($"{string.Join(", ", roots)}: holds no golden case (a folder with case.json).");
    }

    private static string DefaultFolder() => ShippedFolder.Find(Path.Join("tests", "data", "golden"))
        ?? throw new InputException("the golden cases that come with the source were not found; name a folder.");

    private static string Describe(ParityResult result)
    {
        var verdict = !result.IsSupported ? "not supported" : result.Passed ? "pass" : "FAIL";
        var detail = result.Worst is { } output
            ? string.Create(CultureInfo.InvariantCulture, $"  {output.Error:0.0E+0} of {output.Tolerance:0E+0} at {output.Name}")
            : result.Fault is { } fault ? $"  {fault}" : "";
        return $"{verdict,-13} {result.Kind}/{result.Name}{detail}";
    }

    private static JsonObject ToJson(ParityResult result) => new()
    {
        ["kind"] = result.Kind,
        ["name"] = result.Name,
        ["supported"] = result.IsSupported,
        ["passed"] = result.Passed,
        ["fault"] = result.Fault,
        ["outputs"] = new JsonArray([.. result.Outputs.Select(output => new JsonObject
        {
            ["name"] = output.Name,
            ["error"] = double.IsFinite(output.Error) ? output.Error : null,
            ["tolerance"] = output.Tolerance,
        })]),
    };
}
