namespace HunyuanVideo.Training.Runs;

/// <summary>Reads files that another process is writing.</summary>
internal static class SharedText
{
    /// <summary>Lines of a file, the last of which may be half of one.</summary>
    public static IEnumerable<string> Lines(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
