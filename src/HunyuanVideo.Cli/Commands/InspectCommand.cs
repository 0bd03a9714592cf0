using System.CommandLine;
using System.Globalization;
using HunyuanVideo.Weights;

namespace HunyuanVideo.Cli.Commands;

/// <summary><c>hyvideo inspect</c>: what weight files and model folders hold, without loading them.</summary>
internal sealed class InspectCommand
{
    private readonly Argument<string[]> _paths = new("PATH") { Description = "Safetensors files, shard indices, folders with weights, or model folders.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _keys = new("--keys") { Description = "List every tensor." };
    private readonly Option<bool> _json = new("--json") { Description = "Print an array of objects, each with its tensors." };

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create() => new InspectCommand().Build();

    private Command Build()
    {
        var command = new Command(
            "inspect",
            "Shows tensors, parameters, element types and bytes of weights; of a model folder also whether every part fits its configuration.\n\n"
            + "Example:\n  hyvideo inspect models/toy --keys")
        {
            _paths, _keys, _json,
        };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var output = parsed.InvocationConfiguration.Output;
        var summaries = (parsed.GetValue(_paths) ?? []).SelectMany(Summaries).ToList();
        if (parsed.GetValue(_json))
        {
            output.WriteLine(ToJson(summaries));
            return 0;
        }

        foreach (var summary in summaries)
        {
            output.WriteLine(summary);
            if (parsed.GetValue(_keys))
            {
                foreach (var tensor in summary.Tensors)
                {
                    output.WriteLine($"  {tensor.Key}  {tensor.Type} [{string.Join(", ", tensor.Shape)}]");
                }
            }
        }

        return 0;
    }

    private static IEnumerable<WeightSummary> Summaries(string path)
    {
        if (!File.Exists(Path.Join(path, "model_index.json")))
        {
            return [WeightSummary.Read(path)];
        }

        // Opening compares every key and shape with the configurations and throws what is wrong.
        using var pipeline = Pipelines.TextToVideoPipeline.Open(path);
        return [.. Pipelines.ModelFolder.WeightParts.Select(part => WeightSummary.Read(Path.Join(path, part)))];
    }

    private static string ToJson(List<WeightSummary> summaries) => JsonText.OfLines(json =>
    {
        json.WriteStartArray();
        foreach (var summary in summaries)
        {
            json.WriteStartObject();
            json.WriteString("path", summary.Path);
            json.WriteNumber("parameters", summary.Parameters);
            json.WriteNumber("bytes", summary.Bytes);
            json.WriteStartObject("tensors");
            foreach (var tensor in summary.Tensors)
            {
                json.WriteStartObject(tensor.Key);
                json.WriteString("dtype", tensor.Type);
                json.WriteStartArray("shape");
                foreach (var size in tensor.Shape)
                {
                    json.WriteNumberValue(size);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private sealed record TensorSummary(string Key, string Type, IReadOnlyList<long> Shape, long Count, long Bytes);

    private sealed record WeightSummary(string Path, IReadOnlyList<TensorSummary> Tensors)
    {
        public long Parameters => Tensors.Sum(tensor => tensor.Count);

        public long Bytes => Tensors.Sum(tensor => tensor.Bytes);

        public static WeightSummary Read(string path)
        {
            using var source = WeightFolder.Open(path);
            return new WeightSummary(path, [.. source.Keys.Select(key =>
            {
                var (type, shape) = (source.ElementTypeOf(key), source.ShapeOf(key));
                var count = shape.Aggregate(1L, (product, size) => product * size);
                return new TensorSummary(key, type.Name, shape, count, ((count * type.Bits) + 7) / 8);
            })]);
        }

        public override string ToString()
        {
            var types = string.Join(", ", Tensors.GroupBy(tensor => tensor.Type).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} × {group.Key}"));
            return string.Create(CultureInfo.InvariantCulture, $"{Path}: {Tensors.Count} tensors, {Parameters:N0} parameters, {Bytes / 1048576.0:F1} MiB ({types})");
        }
    }
}
