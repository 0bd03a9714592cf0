namespace HunyuanVideo.Curation.Store;

/// <summary>The few things the store asks of a disk, so that a test can let any one of them fail. Source: spec curation §5.</summary>
public interface IFileLayer
{
    /// <summary>Makes a folder and those above it; nothing happens where it exists.</summary>
    void CreateFolder(string folder);

    /// <summary>Creates or replaces a file. Not yet safe on disk.</summary>
    void Write(string path, ReadOnlyMemory<byte> content);

    /// <summary>Sends a file's bytes to the disk.</summary>
    void Flush(string path);

    /// <summary>Sends a folder's list of names to the disk.</summary>
    void FlushFolder(string folder);

    /// <summary>Gives a file its final name; a file of that name is replaced.</summary>
    void Rename(string path, string finalPath);

    /// <summary>Removes a file; nothing happens where there is none.</summary>
    void Delete(string path);

    /// <summary>Bytes that may still be written to the disk of a folder.</summary>
    long FreeBytes(string folder);
}
