namespace HunyuanVideo.Media;

/// <summary>What a video file says of itself.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="FramesPerSecond">Average rate.</param>
/// <param name="Comment">The <c>comment</c> tag, where hyvideo keeps its record; null when absent.</param>
public sealed record VideoInfo(int Width, int Height, double FramesPerSecond, string? Comment);
