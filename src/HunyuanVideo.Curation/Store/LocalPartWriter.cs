namespace HunyuanVideo.Curation.Store;

/// <summary>Writes parts into the folder of a curation.</summary>
/// <param name="folder">The curation.</param>
/// <param name="catalog">Its tables.</param>
/// <param name="files">How files are written.</param>
/// <param name="worker">Stands in the parts' names, so that writers never meet.</param>
public sealed class LocalPartWriter(CurationFolder folder, TableCatalog catalog, AtomicFiles files, string worker) : IPartWriter
{
    /// <inheritdoc/>
    public async Task WriteAsync(Type rowType, string stageKey, IReadOnlyList<UnitRow> rows, CancellationToken cancellationToken)
    {
        var schema = catalog.Of(rowType);
        var content = await ParquetParts.EncodeAsync(schema, stageKey, rows, cancellationToken).ConfigureAwait(false);
        var place = rowType == typeof(LedgerRow) ? folder.Ledger : folder.PartsOf(schema.Name, stageKey);
        files.Write(PartFiles.PathOf(place, PartFiles.Next(place), worker), content);
    }
}
