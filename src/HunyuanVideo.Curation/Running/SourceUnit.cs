namespace HunyuanVideo.Curation.Running;

/// <summary>A source and where it lies now.</summary>
/// <param name="SourceId">The source.</param>
/// <param name="Path">Its file.</param>
/// <param name="Pass">What its stages share in this run.</param>
public sealed record SourceUnit(string SourceId, string Path, SourcePass Pass);
