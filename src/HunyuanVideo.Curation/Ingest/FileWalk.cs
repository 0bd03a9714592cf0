using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Ingest;

/// <summary>
/// Lists the files of folders, sorted ordinally; links that lead out of a folder are not followed, and notes that lie
/// beside a film (<c>name.json</c>, <c>name.txt</c>) belong to it. Source: spec curation §4 S0, §8 (sidecar).
/// </summary>
public static class FileWalk
{
    private static readonly string[] Notes = [".json", ".txt"];
    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };

    /// <summary>What is wrong with an input: it is not there, or a folder that cannot be read; null: nothing.</summary>
    public static string? Fault(string path)
    {
        if (!Path.Exists(path))
        {
            return $"{OneLine.Text(path)}: no such file or folder; check the path.";
        }

        try
        {
            _ = Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any();
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return $"{OneLine.Text(path)}: cannot be read; ask for the right to, or leave it out.";
        }
    }

    /// <summary>What to say of inputs that hold no file.</summary>
    public static string NoFile(IEnumerable<string> inputs) => $"no file was found in {string.Join(", ", inputs.Select(OneLine.Text))}; name the folder that holds the films.";

    /// <summary>Whether an input is a folder without a file in it or in the folders below, all of which can be read.</summary>
    public static bool IsHollow(string path)
    {
        try
        {
            return Directory.Exists(path) && !Directory.EnumerateFiles(path, "*", Below).Any();
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Every file below the inputs, each once, in order of full paths.</summary>
    /// <param name="inputs">Files and folders.</param>
    /// <param name="skip">A folder that is left out: the curation itself.</param>
    /// <exception cref="InputException">An input does not exist, a folder cannot be read, or an input lies in what is left out.</exception>
    internal static IReadOnlyList<FoundFile> List(IEnumerable<string> inputs, string skip)
    {
        var paths = new SortedSet<string>(StringComparer.Ordinal);
        var own = Real(skip);
        foreach (var input in inputs.Select(input => Path.TrimEndingDirectorySeparator(Path.GetFullPath(input))))
        {
            var real = Real(input);
            if (real == own || IsInside(own, real))
            {
                throw new InputException($"{input}: is the curation's own; keep the films outside of it or choose another --out.");
            }

            Require(input);
            if (Directory.Exists(input))
            {
                Add(paths, input, real, real, own);
            }
            else
            {
                paths.Add(input);
            }
        }

        var films = paths.Where(path => !IsNote(path)).Select(Stem).ToHashSet(StringComparer.Ordinal);
        return [.. paths.Where(path => !IsNote(path) || !films.Contains(Stem(path))).Select(FoundFile.Of)];
    }

    private static void Require(string path)
    {
        if (Fault(path) is { } fault)
        {
            throw new InputException(fault);
        }
    }

    private static bool IsNote(string path) => Notes.Contains(Path.GetExtension(path), StringComparer.Ordinal);

    private static string Stem(string path) => Path.ChangeExtension(path, null);

    // The folder by the name it was given and by the one it really has, for links may lead to it.
    private static void Add(SortedSet<string> paths, string folder, string realFolder, string root, string own)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            if (entry.LinkTarget is not null && !IsInside(root, TargetOf(entry)))
            {
                continue;
            }

            if (entry is FileInfo)
            {
                paths.Add(entry.FullName);
            }
            else if (entry.LinkTarget is null && Path.Join(realFolder, entry.Name) is var real && real != own)
            {
                Require(entry.FullName);
                Add(paths, entry.FullName, real, root, own);     // a link to a folder inside is that folder, listed already
            }
        }
    }

    /// <summary>Where a link leads in the end; null where that is nowhere, as with links in a circle.</summary>
    private static string? TargetOf(FileSystemInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true)?.FullName;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static bool IsInside(string root, string? target) =>
        target is not null && Real(target).StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string Real(string path) =>
        Directory.Exists(path) ? Directory.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
}
