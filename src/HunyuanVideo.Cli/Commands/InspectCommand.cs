using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HunyuanVideo.Pipelines;

namespace HunyuanVideo.Cli.Commands;

/// <summary><c>hyvideo inspect</c>: what weight files, model folders and the published networks hold, without loading a value.</summary>
internal sealed class InspectCommand
{
    private const int Listed = 5;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };
    private static readonly string[] Names = [.. KnownNetwork.Published.Select(network => network.Name)];

    private readonly Argument<string[]> _paths = new("PATH") { Description = "Safetensors files, shard indices, folders with weights, or model folders.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string[]> _configs = new("--config")
    {
        Description = $"A published network instead of a file: {string.Join(", ", Names)}.",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _keys = new("--keys") { Description = "List every tensor." };
    private readonly Option<string[]> _key = new("--key") { Description = "List the tensors whose key contains this; may be repeated.", HelpName = "PART" };
    private readonly Option<bool> _json = new("--json") { Description = "Print an array of objects, each with its tensors." };

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create() => new InspectCommand().Build();

    private CheckedCommand Build()
    {
        var command = new CheckedCommand(
            "inspect",
            "Shows tensors, parameters, element types and bytes of weights, and which network they fit: its missing and unused keys. Of a model folder also whether the parts fit each other.\n\n"
            + "Examples:\n  hyvideo inspect models/toy --key img_in\n  hyvideo inspect --config dit --keys")
        {
            _paths, _configs, _keys, _key, _json,
        };
        command.AddCheck(FindFaults);
        command.SetAction(Run);
        return command;
    }

    private IEnumerable<string> FindFaults(ParseResult parsed)
    {
        var (paths, configs) = (parsed.ValueOf(_paths) ?? [], parsed.ValueOf(_configs) ?? []);
        if (paths.Length + configs.Length == 0 && !parsed.IsFaulty(_configs) && !parsed.IsFaulty(_paths))
        {
            yield return "nothing to inspect was given; name a file or folder, or --config NAME.";
        }

        foreach (var name in configs.Except(Names))
        {
            yield return $"--config '{name}' is no published network; choose among {string.Join(", ", Names)}.";
        }

        foreach (var path in paths.Where(path => !Path.Exists(path)))
        {
            yield return $"{path}: does not exist; check the path.";
        }
    }

    private int Run(ParseResult parsed)
    {
        var output = parsed.InvocationConfiguration.Output;
        var faults = new FaultList();
        var networks = KnownNetwork.Published.Where(network => (parsed.GetValue(_configs) ?? []).Contains(network.Name, StringComparer.Ordinal)).ToList();
        var weights = (parsed.GetValue(_paths) ?? []).SelectMany(path => Read(path, faults)).ToList();
        bool IsWanted(TensorSummary tensor) =>
            parsed.GetValue(_key) is not { Length: > 0 } parts || parts.Any(part => tensor.Key.Contains(part, StringComparison.Ordinal));

        if (faults.Count == 0)
        {
            var known = networks.SelectMany(network => network.Tensors()).Concat(weights.SelectMany(summary => summary.Tensors)).ToList();
            faults.AddRange((parsed.GetValue(_key) ?? []).Where(part => !known.Exists(tensor => tensor.Key.Contains(part, StringComparison.Ordinal)))
                .Select(part => $"--key '{part}' is in no key of these; --keys lists them all."));
        }

        if (parsed.GetValue(_json))
        {
            var items = networks.Select(network => ToJson(network, IsWanted)).Concat(weights.Select(summary => ToJson(summary, IsWanted)));
            output.WriteLine(new JsonArray([.. items]).ToJsonString(Indented));
        }
        else
        {
            var isListed = parsed.GetValue(_keys) || parsed.GetValue(_key) is { Length: > 0 };
            networks.ForEach(network => Print(output, Describe(network), isListed ? network.Tensors().Where(IsWanted) : []));
            weights.ForEach(summary => Print(output, Describe(summary), isListed ? summary.Tensors.Where(IsWanted) : []));
        }

        return faults.Count == 0 ? 0 : throw new InputException(string.Join(Environment.NewLine, faults));
    }

    /// <summary>The weights of a path; of a model folder those of each part, with the faults of the folder as a whole.</summary>
    private static List<WeightSummary> Read(string path, FaultList faults)
    {
        var parts = ModelFolder.WeightParts.Select(part => Path.Join(path, part)).Where(Directory.Exists).ToList();
        if (parts.Count == 0)
        {
            return faults.Try(() => WeightSummary.Read(path)) is { } summary ? [summary] : [];
        }

        faults.Try(() => ModelFolder.Open(path));
        return [.. parts.Select(part => faults.Try(() => WeightSummary.Read(part))).OfType<WeightSummary>()];
    }

    private static void Print(TextWriter output, string description, IEnumerable<TensorSummary> tensors)
    {
        output.WriteLine(description);
        foreach (var tensor in tensors)
        {
            output.WriteLine($"  {Clean(tensor.Key)}  {tensor.Type} [{string.Join(", ", tensor.Shape)}]");
        }
    }

    private static string Describe(KnownNetwork network)
    {
        var tensors = network.Tensors();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{network.Name}: {network.Description}: {Amounts.Of(tensors.Count, "tensor")}, {tensors.Sum(tensor => tensor.Parameters):N0} parameters, {Size(tensors.Sum(tensor => tensor.Bytes))} in BF16");
    }

    private static string Describe(WeightSummary summary)
    {
        var types = string.Join(", ", summary.Tensors.GroupBy(tensor => tensor.Type).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} × {group.Key}"));
        var lines = new List<string>
        {
            string.Create(
                CultureInfo.InvariantCulture,
                $"{summary.Path}: {Amounts.Of(summary.Tensors.Count, "tensor")}, {summary.Parameters:N0} parameters, {Size(summary.Bytes)}{(types.Length == 0 ? "" : $" ({types})")}"),
        };
        lines.AddRange(summary.Metadata.Select(item => $"  metadata: {Clean(item.Key)} = {Clean(item.Value)}"));
        if (summary is not { Network: { } network, Fit: { } fit })
        {
            lines.Add("  network: none that is known");
        }
        else if (fit.IsClean)
        {
            lines.Add($"  network: {network.Name}, {network.Description}; every key and shape agrees");
        }
        else
        {
            lines.Add($"  network: nearest is {network.Name}, {network.Description}");
            lines.AddRange(Differences("misses", fit.Missing));
            lines.AddRange(Differences("has no use for", fit.Unexpected));
            lines.AddRange(Differences("differs in", [.. fit.Mismatched.Select(item => item.ToString())]));
        }

        return string.Join('\n', lines);
    }

    private static IEnumerable<string> Differences(string verb, IReadOnlyList<string> items) => items.Count == 0
        ? []
        : [$"    {verb} {items.Count}: {string.Join(", ", items.Take(Listed).Select(Clean))}{(items.Count > Listed ? ", …" : "")}"];

    private static JsonObject ToJson(KnownNetwork network, Func<TensorSummary, bool> isWanted)
    {
        var tensors = network.Tensors();
        return new JsonObject
        {
            ["network"] = network.Name,
            ["description"] = network.Description,
            ["parameters"] = tensors.Sum(tensor => tensor.Parameters),
            ["bytes"] = tensors.Sum(tensor => tensor.Bytes),
            ["tensors"] = ToJson(tensors.Where(isWanted)),
        };
    }

    private static JsonObject ToJson(WeightSummary summary, Func<TensorSummary, bool> isWanted) => new()
    {
        ["path"] = summary.Path,
        ["parameters"] = summary.Parameters,
        ["bytes"] = summary.Bytes,
        ["metadata"] = new JsonObject(summary.Metadata.Select(item => KeyValuePair.Create(item.Key, (JsonNode?)item.Value))),
        ["network"] = summary.Network?.Name,
        ["description"] = summary.Network?.Description,
        ["missing"] = ToJson(summary.Fit?.Missing),
        ["unused"] = ToJson(summary.Fit?.Unexpected),
        ["mismatched"] = ToJson(summary.Fit?.Mismatched.Select(item => item.Key)),
        ["tensors"] = ToJson(summary.Tensors.Where(isWanted)),
    };

    private static JsonArray ToJson(IEnumerable<string>? keys) => new([.. (keys ?? []).Select(key => JsonValue.Create(key))]);

    private static JsonObject ToJson(IEnumerable<TensorSummary> tensors) => new(tensors.Select(tensor => KeyValuePair.Create(tensor.Key, (JsonNode?)new JsonObject
    {
        ["dtype"] = tensor.Type,
        ["shape"] = new JsonArray([.. tensor.Shape.Select(size => JsonValue.Create(size))]),
    })));

    private static string Size(long bytes) => bytes < 1L << 30
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):F1} MiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):F1} GiB");

    /// <summary>A stranger's text on a terminal: control characters could move the cursor.</summary>
    private static string Clean(string text) => string.Concat(text.Select(symbol => char.IsControl(symbol) ? '?' : symbol));
}
