namespace HunyuanVideo.Pipelines;

/// <summary>One finished frame.</summary>
/// <param name="Index">Place in the video, from 0.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Rgb">height × width × 3 bytes, rows from the top.</param>
public sealed record VideoFrame(int Index, int Width, int Height, ReadOnlyMemory<byte> Rgb);
