using System.Globalization;
using System.Text;

namespace HunyuanVideo.Curation.Store;

/// <summary>
/// Makes sure that one process writes to a curation. The lock is the open handle: when its holder dies, the system
/// gives it up, and the next run takes over. Source: spec curation §5.
/// </summary>
public sealed class RunLock : IDisposable
{
    private readonly FileStream _stream;
    private readonly string _holder;

    private RunLock(FileStream stream, string holder, string? notice, DateTime since) =>
        (_stream, _holder, Notice, Since) = (stream, holder, notice, since);

    /// <summary>A sentence for the user when a dead run's lock was taken over, else null.</summary>
    public string? Notice { get; }

    /// <summary>When the lock was taken (UTC, file time): unfinished files that are older belong to nobody.</summary>
    internal DateTime Since { get; }

    /// <summary>Takes the lock.</summary>
    /// <exception cref="InputException">A living process holds it, or the folder cannot be made or written.</exception>
    public static RunLock Take(CurationFolder folder, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(clock);
        FileStream stream;
        try
        {
            Directory.CreateDirectory(folder.Root);
            stream = new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault) when (File.Exists(folder.Lock))
        {
            throw new InputException($"{folder.Root}: {(Holder(folder) is { Length: > 0 } holder ? holder : "another process")}, is writing to it; wait for it or stop it.", fault);
        }

        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{folder.Root}: cannot be written ({fault.Message.TrimEnd('.')}); name a folder you may write to.", fault);
        }

        var dead = Holder(folder);
        File.WriteAllText(HolderOf(folder), string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId}, started {clock.GetUtcNow():u}"));
        stream.SetLength(0);    // sets the file's time
        stream.WriteByte((byte)'\n');
        stream.Flush(flushToDisk: true);
        var notice = dead.Length == 0 ? null : $"{folder.Root}: took over from {dead}, which ended without saying so.";
        return new RunLock(stream, HolderOf(folder), notice, File.GetLastWriteTimeUtc(folder.Lock));
    }

    /// <summary>Gives the lock up; its file stays, for a file removed here could be one another process has just locked.</summary>
    public void Dispose()
    {
        if (_stream.CanWrite)
        {
            File.Delete(_holder);
        }

        _stream.Dispose();
    }

    // Who holds the lock stands beside it: .NET lets nobody read a file that is held exclusively.
    private static string HolderOf(CurationFolder folder) => folder.Lock + "-holder";

    private static string Holder(CurationFolder folder)
    {
        const int MostCharacters = 256;     // what stands there may be anybody's
        var path = HolderOf(folder);
        if (!File.Exists(path))
        {
            return "";
        }

        using var reader = new StreamReader(path, Encoding.UTF8);
        var text = new char[MostCharacters];
        var count = reader.ReadBlock(text);
        return new string([.. text.Take(count).Where(character => !char.IsControl(character))]);
    }
}
