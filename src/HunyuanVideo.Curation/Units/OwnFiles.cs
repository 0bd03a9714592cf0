namespace HunyuanVideo.Curation.Units;

/// <summary>Lists files of the curation's own. Links are none of them: they may lead to other people's files, or in a circle without end.</summary>
public static class OwnFiles
{
    private static readonly EnumerationOptions WithoutLinks = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };

    /// <summary>Files below a folder at any depth.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pattern">What their names look like, with <c>*</c> for anything.</param>
    public static IEnumerable<string> Below(string folder, string pattern) => Directory.EnumerateFiles(folder, pattern, WithoutLinks);
}
