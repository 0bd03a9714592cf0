using SkiaSharp;

namespace HunyuanVideo.Media;

/// <summary>Between tightly packed RGB and SkiaSharp's four bytes a pixel.</summary>
internal static class SkiaPixels
{
    /// <summary>An opaque bitmap of [H, W, 3] pixels; the caller disposes it.</summary>
    public static SKBitmap ToBitmap(ReadOnlySpan<byte> rgb, int width, int height)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var rgba = bitmap.GetPixelSpan();
        for (int from = 0, to = 0; from < rgb.Length; from += 3, to += 4)
        {
            rgb.Slice(from, 3).CopyTo(rgba[to..]);
            rgba[to + 3] = byte.MaxValue;
        }

        return bitmap;
    }

    /// <summary>[H, W, 3] pixels of a bitmap with red first.</summary>
    public static byte[] ToRgb(SKBitmap bitmap)
    {
        var rgb = new byte[bitmap.Width * bitmap.Height * 3];
        var rgba = bitmap.GetPixelSpan();
        for (int from = 0, to = 0; to < rgb.Length; from += 4, to += 3)
        {
            rgba.Slice(from, 3).CopyTo(rgb.AsSpan(to));
        }

        return rgb;
    }
}
