namespace HunyuanVideo.Curation.Captions;

/// <summary>What a source of captions may look at.</summary>
/// <param name="ClipId">The clip.</param>
/// <param name="Facts">What was measured.</param>
/// <param name="SourcePath">The film's path, or null.</param>
/// <param name="Pictures">Frames of the clip as JPEG, made on demand, or null.</param>
public sealed record CaptionRequest(
    string ClipId, ClipFacts Facts, string? SourcePath = null, Func<CancellationToken, Task<IReadOnlyList<byte[]>>>? Pictures = null);
