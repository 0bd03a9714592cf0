using System.CommandLine;
using HunyuanVideo.Pipelines;

namespace HunyuanVideo.Cli;

/// <summary>The option <c>--model</c>; without it the toy model that comes with the program.</summary>
internal static class ModelOption
{
    private static readonly string Toy = Path.Join("models", "toy");

    public static Option<string> Create() => new("--model")
    {
        Description = "Model folder in the published layout. Default: the toy model that comes with hyvideo.",
        HelpName = "DIR",
        DefaultValueFactory = _ => ShippedFolder.Find(Toy) ?? Toy,
    };

    /// <summary>The folder that the line names, or null and its fault is added.</summary>
    public static ModelFolder? Open(ParseResult parsed, Option<string> option, FaultList faults) =>
        parsed.ValueOf(option) is { } folder ? faults.Try(() => ModelFolder.Open(folder)) : null;
}
