using System.Runtime.InteropServices;

namespace HunyuanVideo.Curation.Store;

/// <summary>The machine's own disk.</summary>
public sealed partial class LocalFileLayer : IFileLayer
{
    private const int ReadOnlyFlag = 0;

    /// <inheritdoc/>
    public void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var parent = Path.GetDirectoryName(folder);
        if (!string.IsNullOrEmpty(parent))
        {
            CreateFolder(parent);
        }

        Directory.CreateDirectory(folder);
        if (!string.IsNullOrEmpty(parent))
        {
            FlushFolder(parent);    // a new folder that the disk forgets takes its files with it
        }
    }

    /// <inheritdoc/>
    public void Write(string path, ReadOnlyMemory<byte> content)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        stream.Write(content.Span);
    }

    /// <inheritdoc/>
    public void Flush(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <inheritdoc/>
    public void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;     // NTFS writes names to its journal before the rename returns
        }

        // .NET opens no folders, and only fsync of the folder makes a rename outlive a power cut.
        var descriptor = Open(folder, ReadOnlyFlag);
        if (descriptor < 0)
        {
            throw new IOException($"{folder}: cannot be opened to flush it (error {Marshal.GetLastPInvokeError()}).");
        }

        _ = Synchronise(descriptor);    // some network disks refuse it for folders: their renames are safe already
        _ = Close(descriptor);
    }

    /// <inheritdoc/>
    public void Rename(string path, string finalPath) => File.Move(path, finalPath, overwrite: true);

    /// <inheritdoc/>
    public void Delete(string path) => File.Delete(path);

    /// <inheritdoc/>
    public long FreeBytes(string folder) => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronise(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
