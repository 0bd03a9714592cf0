namespace HunyuanVideo.Curation.Materialise;

/// <summary>An accepted unit that is not in the archives.</summary>
/// <param name="ClipId">The unit.</param>
/// <param name="SourceId">Its source.</param>
/// <param name="Reason"><c>no_bucket</c>, <c>too_small</c>, <c>too_short</c>, <see cref="Gone"/> or <c>failed</c>.</param>
/// <param name="Content">See <see cref="ShardIndexRow.Content"/>.</param>
/// <param name="Detail">What failed, or null.</param>
public sealed record LeftOutItem(string ClipId, string SourceId, string Reason, string Content, string? Detail = null)
{
    /// <summary>No file has the source's content any more.</summary>
    public const string Gone = "gone";
}
