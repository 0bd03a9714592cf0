namespace HunyuanVideo.Media;

/// <summary>Shape of a stream of frames.</summary>
/// <param name="Width">Pixels, even for H.264 in yuv420p.</param>
/// <param name="Height">Pixels, even for H.264 in yuv420p.</param>
/// <param name="FramesPerSecond">Whole frames per second.</param>
public sealed record VideoFormat(int Width, int Height, int FramesPerSecond)
{
    /// <summary>Bytes of one frame: height × width × 3, RGB.</summary>
    public int FrameBytes => checked(Width * Height * 3);
}
