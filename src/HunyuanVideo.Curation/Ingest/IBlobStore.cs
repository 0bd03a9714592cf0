namespace HunyuanVideo.Curation.Ingest;

/// <summary>Finds the bytes of a source. Source: spec curation §12.</summary>
public interface IBlobStore
{
    /// <summary>A path at which the source lies now, unchanged; null where it is gone.</summary>
    string? PathOf(string sourceId);
}
