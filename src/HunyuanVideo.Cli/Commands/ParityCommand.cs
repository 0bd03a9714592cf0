using System.CommandLine;
using System.Globalization;
using HunyuanVideo.Parity;

namespace HunyuanVideo.Cli.Commands;

/// <summary><c>hyvideo parity</c>: this program's networks against golden cases of the reference.</summary>
internal sealed class ParityCommand
{
    private readonly Argument<string[]> _folders = new("DIR")
    {
        Description = "Folders with golden cases, at any depth. Default: those that come with the source.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _kinds = new("--kind") { Description = "Only cases of this kind; may be repeated.", HelpName = "K", AllowMultipleArgumentsPerToken = true };
    private readonly Option<bool> _json = new("--json") { Description = "Print an array with every tensor of every case." };

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create() => new ParityCommand().Build();

    private Command Build()
    {
        var command = new Command(
            "parity",
            "Computes golden cases and compares every tensor with the reference's, ‖a−b‖/‖b‖ against its tolerance. Exit code 1 when a case fails or is not supported.\n\n"
            + "Example:\n  hyvideo parity tests/data/golden --kind dit")
        {
            _folders, _kinds, _json,
        };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var output = parsed.InvocationConfiguration.Output;
        var kinds = parsed.GetValue(_kinds) ?? [];
        var results = new List<ParityResult>();
        var asJson = parsed.GetValue(_json);
        foreach (var folder in FindCases(parsed.GetValue(_folders) ?? []))
        {
            using var golden = GoldenCase.Load(folder);
            if (kinds.Length > 0 && !kinds.Contains(golden.Kind, StringComparer.Ordinal))
            {
                continue;
            }

            results.Add(ParityRunner.Run(golden));
            if (!asJson)
            {
                output.WriteLine(Describe(results[^1]));
            }
        }

        var (passed, failed, unsupported) = (
            results.Count(result => result.Passed), results.Count(result => result.IsSupported && !result.Passed), results.Count(result => !result.IsSupported));
        output.WriteLine(asJson ? ToJson(results) : $"{passed} passed, {failed} failed, {unsupported} not supported");
        return failed + unsupported == 0 ? 0 : 1;
    }

    private static List<string> FindCases(string[] folders)
    {
        var roots = folders.Length > 0 ? folders : [DefaultFolder()];
        var missing = roots.Where(root => !Directory.Exists(root)).Select(root => $"{root}: is no folder; give folders with golden cases.").ToList();
        if (missing.Count > 0)
        {
            throw new InputException(string.Join(Environment.NewLine, missing));
        }

        var cases = roots.SelectMany(root => Directory.EnumerateFiles(root, "case.json", SearchOption.AllDirectories))
            .Select(path => Path.GetDirectoryName(path)!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return cases.Count > 0 ? cases : throw new InputException($"{string.Join(", ", roots)}: holds no golden case (a folder with case.json).");
    }

    private static string DefaultFolder() => ShippedFolder.Find(Path.Join("tests", "data", "golden"))
        ?? throw new InputException("the golden cases that come with the source were not found; name a folder.");

    private static string Describe(ParityResult result)
    {
        var verdict = !result.IsSupported ? "not supported" : result.Passed ? "pass" : "FAIL";
        var worst = result.Worst is { } output
            ? string.Create(CultureInfo.InvariantCulture, $"  {output.Error:E1} of {output.Tolerance:E0} at {output.Name}")
            : "";
        return $"{verdict,-13} {result.Kind}/{result.Name}{worst}";
    }

    private static string ToJson(List<ParityResult> results) => JsonText.OfLines(json =>
    {
        json.WriteStartArray();
        foreach (var result in results)
        {
            json.WriteStartObject();
            json.WriteString("kind", result.Kind);
            json.WriteString("name", result.Name);
            json.WriteBoolean("supported", result.IsSupported);
            json.WriteBoolean("passed", result.Passed);
            json.WriteStartArray("outputs");
            foreach (var output in result.Outputs)
            {
                json.WriteStartObject();
                json.WriteString("name", output.Name);
                if (double.IsFinite(output.Error))
                {
                    json.WriteNumber("error", output.Error);
                }
                else
                {
                    json.WriteNull("error");
                }

                json.WriteNumber("tolerance", output.Tolerance);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
