namespace HunyuanVideo.Curation.Store;

/// <summary>
/// Writes whole files or none: beside the final name, flushed, renamed, and the folder flushed. Room is asked for
/// before. Source: spec curation §5.
/// </summary>
/// <param name="files">The disk.</param>
public sealed class AtomicFiles(IFileLayer files)
{
    /// <summary>Ending of a file that is not finished; readers skip it.</summary>
    public const string Unfinished = ".tmp";

    private const int RoomFactor = 2;
    private const long RoomReserveBytes = 64L << 20;

    /// <summary>Writes or replaces a file.</summary>
    /// <exception cref="StoreFullException">No room; nothing is visible.</exception>
    public void Write(string path, ReadOnlyMemory<byte> content)
    {
        var folder = Path.GetDirectoryName(path) ?? throw new ArgumentException($"'{path}' lies in no folder.", nameof(path));
        var needed = (RoomFactor * (long)content.Length) + RoomReserveBytes;
        try
        {
            files.CreateFolder(folder);
            if (files.FreeBytes(folder) is var free && free < needed)
            {
                throw new StoreFullException(folder, needed, free);
            }

            files.Write(path + Unfinished, content);
            files.Flush(path + Unfinished);
            files.Rename(path + Unfinished, path);
            files.FlushFolder(folder);
        }
        catch (IOException fault) when (fault is not StoreFullException && StoreFullException.IsCauseOf(fault))
        {
            throw new StoreFullException(folder, needed);
        }
    }

    /// <summary>Removes a file and makes the removal last.</summary>
    public void Delete(string path)
    {
        files.Delete(path);
        files.FlushFolder(Path.GetDirectoryName(path)!);
    }
}
