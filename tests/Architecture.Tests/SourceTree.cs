namespace HunyuanVideo.Architecture.Tests;

/// <summary>The files of the repository, without what builds and runs leave.</summary>
internal static class SourceTree
{
    private static readonly string[] Generated = ["bin", "obj", "artifacts", "runs", ".git", "TestResults"];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths below <paramref name="folder"/> with one of the endings, relative to the root.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings) => Walk(Path.Join(Root, folder))
        .Where(path => endings.Length == 0 || endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    public static string[] Lines(string path) => File.ReadAllLines(Path.Join(Root, path));

    private static IEnumerable<string> Walk(string folder) => Directory.EnumerateFiles(folder).Concat(
        Directory.EnumerateDirectories(folder).Where(child => !Generated.Contains(Path.GetFileName(child), StringComparer.Ordinal)).SelectMany(Walk));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Join(folder.FullName, "hyvideo.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("hyvideo.slnx is in no folder above the tests.");
        }

        return folder.FullName;
    }
}
