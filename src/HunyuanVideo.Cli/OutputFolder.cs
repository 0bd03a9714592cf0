using System.CommandLine;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Cli;

/// <summary>Folders that a command writes into.</summary>
internal static class OutputFolder
{
    /// <summary>What to say of a file where a folder should be.</summary>
    public static string IsFile(string path) => $"{OneLine.Text(path)}: is a file; name a folder.";

    /// <summary>Why a folder can neither be written nor made, or null: asked before long work, by a file that is gone at once.</summary>
    public static string? FindFault(string folder)
    {
        var nearest = new DirectoryInfo(folder);
        while (!nearest.Exists && !File.Exists(nearest.FullName) && nearest.Parent is { } parent)
        {
            nearest = parent;
        }

        if (File.Exists(nearest.FullName))
        {
            return nearest.FullName == Path.GetFullPath(folder) ? IsFile(folder) : $"{OneLine.Text(folder)}: {OneLine.Text(nearest.FullName)} is a file; name a folder.";
        }

        try
        {
            using var probe = new FileStream(Path.Join(nearest.FullName, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"{OneLine.Text(folder)}: cannot be written; name a folder you may write to.";
        }
    }

    /// <summary>Why a file can neither be written nor replaced, or null.</summary>
    public static string? FindFileFault(string path) =>
        Directory.Exists(path) ? $"{OneLine.Text(path)}: is a folder; name a file." : FindFault(Path.GetDirectoryName(Path.GetFullPath(path))!);

    /// <summary>What is wrong with the folder that <paramref name="option"/> names.</summary>
    public static IEnumerable<string> FindFaults<T>(ParseResult parsed, Option<T> option)
        where T : class? =>
        parsed.ValueOf(option) is string folder && FindFault(folder) is { } fault ? [$"{option.Name} {fault}"] : [];

    /// <summary>Makes <paramref name="folder"/> unless it is there.</summary>
    /// <exception cref="InputException">It cannot be made.</exception>
    public static void Create(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{OneLine.Text(folder)}: cannot be made ({fault.Message.TrimEnd('.')}); name a folder you may write to.", fault);
        }
    }
}
