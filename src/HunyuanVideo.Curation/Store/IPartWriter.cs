namespace HunyuanVideo.Curation.Store;

/// <summary>Writes immutable parts of tables. Source: spec curation §3, §12.</summary>
public interface IPartWriter
{
    /// <summary>Writes one part; when the task ends it is safe on disk and visible.</summary>
    /// <param name="rowType">Record of all rows.</param>
    /// <param name="stageKey">Key of the stage that made them.</param>
    /// <param name="rows">At least one row.</param>
    /// <param name="cancellationToken">Ends the work before anything is visible.</param>
    /// <exception cref="StoreFullException">No room; nothing is visible.</exception>
    Task WriteAsync(Type rowType, string stageKey, IReadOnlyList<UnitRow> rows, CancellationToken cancellationToken);
}
