using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HunyuanVideo.Training;

/// <summary>
/// Metrics as JSON lines, one object per update, flushed line by line. A resumed run cuts the file back to its
/// checkpoint, so no step occurs twice. Source: spec training §10.5.
/// </summary>
public sealed class MetricsLog : IDisposable
{
    /// <summary>Name of the file in a run's folder.</summary>
    public const string FileName = "metrics.jsonl";

    private readonly FileStream _stream;

    /// <param name="path">The file; made when absent.</param>
    /// <param name="length">Bytes to keep: the cursor of the checkpoint, 0 for a new run.</param>
    public MetricsLog(string path, long length)
    {
        _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        _stream.SetLength(Math.Min(length, _stream.Length));
        _stream.Seek(0, SeekOrigin.End);
    }

    /// <summary>Bytes written so far, for the checkpoint.</summary>
    public long Length => _stream.Length;

    /// <summary>Appends one line.</summary>
    public void Write(JsonObject line)
    {
        ArgumentNullException.ThrowIfNull(line);
        _stream.Write(Encoding.UTF8.GetBytes(line.ToJsonString(JsonSerializerOptions.Default) + "\n"));
        _stream.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
