using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace HunyuanVideo.Tensors;

/// <summary>
/// The bytes of a file as private pages: reading pages them in, writing changes this process's copy only.
/// </summary>
/// <remarks>
/// On Linux the map is made without a reservation of swap space, which .NET's own copy-on-write view always asks for:
/// the kernel refuses such a view of a file larger than memory, and weights often are. Elsewhere .NET's view is used.
/// </remarks>
internal sealed unsafe partial class PrivatePages : IDisposable
{
    private const int ReadAndWrite = 0x1 | 0x2;
    private const int PrivateWithoutReservation = 0x2 | 0x4000;

    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;

    private PrivatePages(byte* start, long length)
    {
        Start = start;
        Length = length;
    }

    private PrivatePages(MemoryMappedFile file, long length)
    {
        (_file, Length) = (file, length);
        _view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.CopyOnWrite);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Start = start;
    }

    /// <summary>First byte of the file.</summary>
    public byte* Start { get; }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; }

    /// <summary>Maps the whole of <paramref name="path"/>.</summary>
    /// <exception cref="IOException">It is absent, empty, or no file that can be mapped.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static PrivatePages Map(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var length = stream.Length;
        if (length == 0)
        {
            stream.Dispose();
            throw new IOException("The file is empty.");
        }

        if (!OperatingSystem.IsLinux())
        {
            return new PrivatePages(
                MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false), length);
        }

        using (stream)
        {
            var start = MapFile(0, (nuint)length, ReadAndWrite, PrivateWithoutReservation, stream.SafeFileHandle, 0);
            return start == -1
                ? throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()))
                : new PrivatePages((byte*)start, length);
        }
    }

    /// <summary>Unmaps the file; the caller calls it once, after the last access.</summary>
    public void Dispose()
    {
        if (_view is null)
        {
            _ = Unmap((nint)Start, (nuint)Length);
            return;
        }

        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file?.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint MapFile(nint address, nuint length, int protection, int flags, SafeFileHandle file, long offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint length);
}
