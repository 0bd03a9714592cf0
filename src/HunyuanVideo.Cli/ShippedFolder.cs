namespace HunyuanVideo.Cli;

/// <summary>Finds what lies beside the source: the toy model, golden cases.</summary>
internal static class ShippedFolder
{
    /// <summary>The folder <paramref name="relativePath"/> of the nearest folder above the program that has it, or null.</summary>
    public static string? Find(string relativePath)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Join(folder.FullName, relativePath);
            if (Directory.Exists(path))
            {
                return Path.GetRelativePath(".", path);
            }
        }

        return null;
    }
}
