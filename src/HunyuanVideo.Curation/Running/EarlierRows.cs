using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Curation.Running;

/// <summary>Rows that earlier runs made, read when a stage that reads them is missing. Safe for many threads.</summary>
/// <param name="reader">The tables as they were when the run began.</param>
internal sealed class EarlierRows(CurationReader reader)
{
    private const string ClipColumn = "clip_id";

    private readonly Lock _lock = new();

    /// <summary>Rows of a stage about a source.</summary>
    public IReadOnlyList<object> OfSource(StageDeclaration stage, string sourceId)
    {
        lock (_lock)
        {
            return [.. stage.Writes.SelectMany(type => reader.Rows(type, "source_id = $id", ("id", sourceId)))];
        }
    }

    /// <summary>Rows of a stage about a clip.</summary>
    public IReadOnlyList<object> OfClip(StageDeclaration stage, string clipId)
    {
        lock (_lock)
        {
            return [.. stage.Writes.SelectMany(type => reader.Rows(type, $"{ClipColumn} = $id", ("id", clipId)))];
        }
    }
}
