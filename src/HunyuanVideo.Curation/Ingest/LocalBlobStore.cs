using System.Collections.Immutable;
using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Curation.Ingest;

/// <summary>Sources on this machine's disk, by the paths they were seen at.</summary>
public sealed class LocalBlobStore : IBlobStore
{
    private readonly ILookup<string, FoundFile> _files;

    /// <summary>Reads the paths of a curation.</summary>
    public LocalBlobStore(CurationReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var rows = reader.Rows<SourcePathRow>();
        _files = rows.ToLookup(row => row.SourceId, row => new FoundFile(row.Path, row.Size, row.MtimeNs), StringComparer.Ordinal);
        Sources = [.. rows.Select(row => row.SourceId).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>All sources, in order of their first paths.</summary>
    public ImmutableArray<string> Sources { get; }

    /// <inheritdoc/>
    public string? PathOf(string sourceId) => _files[sourceId].FirstOrDefault(file => FoundFile.Of(file.Path) == file)?.Path;
}
