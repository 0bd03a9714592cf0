using System.Diagnostics;
using System.Text;

namespace HunyuanVideo.Media;

/// <summary>One run of ffmpeg or ffprobe over pipes; its words on stderr are kept for the message when it fails.</summary>
internal sealed class FfmpegProcess : IDisposable
{
    private const int KeptCharacters = 4096;
    private const int NoSpaceError = 28;            // ENOSPC, as .NET's own file calls report it
    private const string NoSpaceWords = "No space left on device";

    // ffmpeg writes a line in pieces, several thousand lines a second: waking for each piece cost a film of small pictures 6 % of its time.
    private static readonly TimeSpan GatherTime = TimeSpan.FromMilliseconds(2);
    private const int GatheredBytes = 1 << 15;

    private readonly Process _process;
    private readonly Task<string> _errors;

    private FfmpegProcess(Process process, string subject, Action<string>? onErrorLine)
    {
        (_process, Subject) = (process, subject);
        _errors = onErrorLine is null ? ReadTailAsync(process.StandardError) : Task.Factory.StartNew(() => ReadLines(process.StandardError.BaseStream, onErrorLine), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>What messages name: the file it works on.</summary>
    public string Subject { get; }

    /// <summary>The process's standard input.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>The process's standard output.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>Starts a process.</summary>
    /// <param name="executable">ffmpeg or ffprobe.</param>
    /// <param name="subject">What messages name.</param>
    /// <param name="arguments">Its arguments; no shell reads them.</param>
    /// <param name="onErrorLine">Receives every line of stderr, each cut to a bounded length, and an empty one at the end; null: only the tail is kept.</param>
    public static FfmpegProcess Start(string executable, string subject, IEnumerable<string> arguments, Action<string>? onErrorLine = null)
    {
        var start = new ProcessStartInfo(executable)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return new FfmpegProcess(Process.Start(start) ?? throw new InputException($"{executable}: did not start; pass --ffmpeg PATH."), subject, onErrorLine);
    }

    /// <summary>Closes the input and waits for the end.</summary>
    /// <exception cref="IOException">It failed; the message holds its last words.</exception>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It closed its end of the pipe first: the exit code below says why.
        }

        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (_process.ExitCode != 0)
        {
            throw await FaultAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Ends the process; who reads from it comes to the end.</summary>
    public void Stop()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Waits for the end and tells the exit code, whatever it is, and the last words on stderr.</summary>
    public async Task<(int ExitCode, string Words)> WaitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return (_process.ExitCode, await _errors.WaitAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Whether last words speak of a full disk.</summary>
    public static bool SaysDiskIsFull(string words) => words.Contains(NoSpaceWords, StringComparison.Ordinal);

    /// <summary>What to throw when the pipe broke or the process failed; of a full disk with the number that file calls give.</summary>
    public async Task<IOException> FaultAsync()
    {
        var all = await _errors.ConfigureAwait(false);
        if (SaysDiskIsFull(all))
        {
            return new IOException($"{Subject}: ffmpeg failed ({NoSpaceWords}).", NoSpaceError);
        }

        var words = all.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var last = words.Length == 0 ? "no message" : words[^1];
        return new IOException($"{Subject}: ffmpeg failed ({last}).");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    /// <summary>
    /// On a thread of its own: a film has thousands of lines, and waiting asynchronously for each costs more than all else. Of the stream itself:
    /// a text reader may wait for more while it holds lines that somebody needs before the process can go on.
    /// </summary>
    private static string ReadLines(Stream stream, Action<string> onLine)
    {
        var (kept, line) = (new StringBuilder(), new StringBuilder());
        var decoder = Encoding.UTF8.GetDecoder();
        var bytes = new byte[GatheredBytes];
        var text = new char[Encoding.UTF8.GetMaxCharCount(GatheredBytes)];
        int read;
        while ((read = stream.Read(bytes)) > 0)
        {
            var count = decoder.GetChars(bytes.AsSpan(0, read), text, flush: false);
            kept.Append(text, 0, count);
            kept.Remove(0, Math.Max(0, kept.Length - KeptCharacters));
            SplitLines(text.AsSpan(0, count), line, onLine);
            Thread.Sleep(GatherTime);
        }

        onLine("");
        return kept.ToString();
    }

    private static void SplitLines(ReadOnlySpan<char> text, StringBuilder line, Action<string> onLine)
    {
        for (var end = text.IndexOf('\n'); end >= 0; end = text.IndexOf('\n'))
        {
            line.Append(text[..end]);
            if (line.Length > 0)
            {
                onLine(line.ToString(0, Math.Min(line.Length, KeptCharacters)));
            }

            line.Clear();
            text = text[(end + 1)..];
        }

        if (line.Length < KeptCharacters)
        {
            line.Append(text);
        }
    }

    private static async Task<string> ReadTailAsync(StreamReader reader)
    {
        var kept = new StringBuilder();
        var buffer = new char[1024];
        int count;
        while ((count = await reader.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            kept.Append(buffer, 0, count);
            kept.Remove(0, Math.Max(0, kept.Length - KeptCharacters));
        }

        return kept.ToString();
    }
}
