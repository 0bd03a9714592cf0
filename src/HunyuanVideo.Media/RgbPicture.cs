namespace HunyuanVideo.Media;

/// <summary>A picture in memory.</summary>
/// <param name="Pixels">[H, W, 3] row-major, sRGB.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public sealed record RgbPicture(byte[] Pixels, int Width, int Height);
