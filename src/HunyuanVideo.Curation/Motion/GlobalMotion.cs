namespace HunyuanVideo.Curation.Motion;

/// <summary>The motion most of a picture shares.</summary>
/// <param name="Motion">In shares of the diagonal; rest if nothing supports another model.</param>
/// <param name="IsSupported">Whether enough blocks, spread over the picture, agree.</param>
internal readonly record struct GlobalMotion(SimilarityMotion Motion, bool IsSupported);
