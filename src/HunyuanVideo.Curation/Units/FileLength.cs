using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace HunyuanVideo.Curation.Units;

/// <summary>
/// Looks at a file through links and without opening it: pipes, sockets and devices are no files, and who opens one may wait for ever.
/// </summary>
public static partial class FileLength
{
    private const int RelativeToHere = -100;        // AT_FDCWD
    private const uint TypeAlone = 1;               // STATX_TYPE
    private const int AnswerBytes = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int RegularType = 0x8000;

    /// <summary>Bytes of a file; null where there is none, a link leads nowhere, or it is a pipe, a socket or a device.</summary>
    public static long? Of(string path)
    {
        try
        {
            var info = new FileInfo(path);
            var target = info.LinkTarget is null ? info : info.ResolveLinkTarget(returnFinalTarget: true);
            return target is FileInfo { Exists: true } file && !(file.Length == 0 && IsIrregular(file.FullName)) ? file.Length : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether a path leads to what is no regular file: a pipe, a socket, a device or a folder. Told on Linux alone: elsewhere it is false.</summary>
    public static bool IsIrregular(string path)
    {
        var answer = new byte[AnswerBytes];       // .NET tells folders and links only
        return OperatingSystem.IsLinux() && Status(RelativeToHere, path, flags: 0, TypeAlone, answer) == 0
            && (BinaryPrimitives.ReadUInt16LittleEndian(answer.AsSpan(ModeOffset)) & TypeMask) != RegularType;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint mask, [Out] byte[] answer);
}
