using System.CommandLine;

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
}
