namespace HunyuanVideo.Curation.Ingest;

/// <summary>What became of the files: they sum to <see cref="Files"/>.</summary>
/// <param name="Files">Files seen.</param>
/// <param name="Added">Files that were hashed and taken in.</param>
/// <param name="Known">Files that have not changed since.</param>
/// <param name="Quarantined">Files that are no media, now or before.</param>
/// <param name="TakenDown">Files whose content was taken down.</param>
public sealed record IngestReport(int Files, int Added, int Known, int Quarantined, int TakenDown)
{
    /// <summary>Files whose content is known under another licence or origin than the one given now; the first stays.</summary>
    public int OtherTerms { get; init; }
}
