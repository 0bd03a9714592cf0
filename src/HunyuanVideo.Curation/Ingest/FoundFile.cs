using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Ingest;

/// <summary>A file in the state in which the walk saw it.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Size">Bytes.</param>
/// <param name="MtimeNs">Last change, nanoseconds since 1970 (UTC).</param>
public sealed record FoundFile(string Path, long Size, long MtimeNs)
{
    private const int IdDigits = 32;
    private const int NanosecondsOfTick = 100;

    /// <summary>Unit of work: the same for the same path, size and time.</summary>
    public string UnitId
    {
        get
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"file\n{Path}\n{Size}\n{MtimeNs}");
            return "file-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..IdDigits];
        }
    }

    /// <summary>Looks at a file now; one that cannot be looked at, or is no regular file, has size −1.</summary>
    public static FoundFile Of(string path)
    {
        var info = new FileInfo(path);
        return FileLength.Of(path) is { } length
            ? new FoundFile(path, length, (info.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * NanosecondsOfTick)
            : new FoundFile(path, -1, 0);
    }
}
