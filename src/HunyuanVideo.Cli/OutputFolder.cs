namespace HunyuanVideo.Cli;

/// <summary>Folders that a command writes into.</summary>
internal static class OutputFolder
{
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
            throw new InputException($"{folder}: cannot be made ({fault.Message.TrimEnd('.')}); name a folder you may write to.", fault);
        }
    }
}
