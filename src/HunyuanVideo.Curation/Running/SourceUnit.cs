namespace HunyuanVideo.Curation.Running;

/// <summary>A source and where it lies now.</summary>
/// <param name="SourceId">The source.</param>
/// <param name="Path">Its file.</param>
public sealed record SourceUnit(string SourceId, string Path)
{
    /// <summary>What its stages share in this run.</summary>
    public SourcePass Pass { get; } = new();
}
