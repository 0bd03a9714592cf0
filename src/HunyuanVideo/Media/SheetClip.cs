namespace HunyuanVideo.Media;

/// <summary>One row of a <see cref="ContactSheet"/>.</summary>
/// <param name="Pixels">[T, H, W, 3] row-major, sRGB.</param>
/// <param name="Frames">T.</param>
/// <param name="Height">H.</param>
/// <param name="Width">W.</param>
/// <param name="Caption">Written above the frames; may be empty.</param>
public sealed record SheetClip(ReadOnlyMemory<byte> Pixels, int Frames, int Height, int Width, string Caption);
