using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Curation.Tests.Store;

/// <summary>
/// A disk on which the n-th operation fails, and every one after it: as if the machine had stopped there. It flushes
/// nothing, for no test cuts the power.
/// </summary>
internal sealed class FaultyFileLayer : IFileLayer
{
    private readonly LocalFileLayer _disk = new();

    /// <summary>Operation that fails, from 1; 0 for none.</summary>
    public int FailAt { get; init; }

    /// <summary>Whether the failing write leaves half of its bytes behind.</summary>
    public bool LeavesHalf { get; init; }

    /// <summary>Free bytes the disk claims, or null for the truth.</summary>
    public long? FreeBytesNow { get; set; }

    /// <summary>Operations so far.</summary>
    public int Count { get; private set; }

    public void CreateFolder(string folder) => Directory.CreateDirectory(folder);

    public void Write(string path, ReadOnlyMemory<byte> content)
    {
        if (Fails() && LeavesHalf)
        {
            _disk.Write(path, content[..(content.Length / 2)]);
        }

        Check();
        _disk.Write(path, content);
    }

    public void Flush(string path)
    {
        Fails();
        Check();
    }

    public void FlushFolder(string folder)
    {
        Fails();
        Check();
    }

    public void Rename(string path, string finalPath)
    {
        Fails();
        Check();
        _disk.Rename(path, finalPath);
    }

    public void Delete(string path)
    {
        Fails();
        Check();
        _disk.Delete(path);
    }

    public long FreeBytes(string folder) => FreeBytesNow ?? _disk.FreeBytes(folder);

    private bool Fails() => ++Count >= FailAt && FailAt > 0;

    private void Check()
    {
        if (FailAt > 0 && Count >= FailAt)
        {
            throw new IOException($"operation {Count} failed as the test wants");
        }
    }
}
