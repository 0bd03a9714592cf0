namespace HunyuanVideo.Tests;

/// <summary>Finds the repository's files from a running test.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Data(params string[] parts) => Path.Join([Root, "tests", "data", .. parts]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Join(folder.FullName, "hyvideo.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("hyvideo.slnx not found above the tests.");
    }
}
