namespace HunyuanVideo.Media;

/// <summary>A size that clips are cut to, so that they can share a batch.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public readonly record struct BucketSize(int Width, int Height);
