namespace HunyuanVideo.Curation.Units;

/// <summary>
/// Looks at a file through links and without opening it: pipes and devices have no length, and who opens one may wait for ever.
/// </summary>
public static class FileLength
{
    /// <summary>Bytes of a file; 0 for pipes, sockets and devices, null where there is none or a link leads nowhere.</summary>
    public static long? Of(string path)
    {
        try
        {
            var info = new FileInfo(path);
            var target = info.LinkTarget is null ? info : info.ResolveLinkTarget(returnFinalTarget: true);
            return target is FileInfo { Exists: true } file ? file.Length : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
