using System.Globalization;
using System.Text;

namespace HunyuanVideo.Training.Runs;

/// <summary>When updates were made, a line now and then. Apart from the metrics, whose bytes must not depend on time.</summary>
internal sealed class PaceLog : IDisposable
{
    /// <summary>Name of the file in the run's folder.</summary>
    public const string FileName = "pace.jsonl";

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    private readonly FileStream _stream;
    private readonly TimeProvider _time;
    private DateTimeOffset _next;

    /// <param name="folder">The run's folder.</param>
    /// <param name="step">Updates made before this process.</param>
    /// <param name="time">The clock.</param>
    public PaceLog(string folder, long step, TimeProvider time)
    {
        _stream = new FileStream(Path.Join(folder, FileName), FileMode.Append, FileAccess.Write, FileShare.Read);
        _time = time;
        Write(step, begins: true);
    }

    /// <summary>Notes that <paramref name="step"/> updates are made, if it is time for a line or this is the last.</summary>
    public void Note(long step, bool isLast)
    {
        if (isLast || _time.GetUtcNow() >= _next)
        {
            Write(step, begins: false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void Write(long step, bool begins)
    {
        var now = _time.GetUtcNow();
        _next = now + Between;
        _stream.Write(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $$"""{"step":{{step}},"utc":"{{now.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}}","begins":{{(begins ? "true" : "false")}}}{{"\n"}}""")));
        _stream.Flush();
    }
}
