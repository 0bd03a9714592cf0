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
        DefaultValueFactory = _ => FindToy(),
    };

    /// <summary>The toy model above the program's folder; the name alone when it is not there.</summary>
    private static string FindToy()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Join(folder.FullName, Toy);
            if (Directory.Exists(path))
            {
                return Path.GetRelativePath(".", path);
            }
        }

        return Toy;
    }
}
