namespace HunyuanVideo.Media;

/// <summary>A clip as it comes.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Frames">Frames.</param>
/// <param name="FramesPerSecond">Its rate.</param>
public sealed record BucketClip(int Width, int Height, int Frames, double FramesPerSecond);
