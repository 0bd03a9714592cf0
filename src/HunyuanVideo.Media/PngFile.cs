using SkiaSharp;

namespace HunyuanVideo.Media;

/// <summary>Reads and writes PNG files, 8 bits a channel, without alpha.</summary>
public static class PngFile
{
    private const long MostPixels = 1L << 26;

    /// <summary>Writes a picture beside the path and renames it when it is whole.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="rgb">[H, W, 3] row-major, sRGB.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rgb"/> is not width × height × 3 long.</exception>
    public static void Write(string path, ReadOnlySpan<byte> rgb, int width, int height)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rgb.Length, (long)width * height * 3);
        using var bitmap = SkiaPixels.ToBitmap(rgb, width, height);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100)
            ?? throw new InvalidOperationException($"a picture of {width}×{height} could not be encoded as PNG.");
        var partial = path + ".part";
        try
        {
            using (var stream = File.Create(partial))
            {
                data.SaveTo(stream);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    /// <summary>Reads a picture; alpha is composed on black.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file is missing, no PNG, damaged, or larger than 2²⁶ pixels.</exception>
    public static RgbPicture Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new InputException($"{path} does not exist; check the path.");
        }

        using var codec = SKCodec.Create(path);
        if (codec is null || codec.EncodedFormat != SKEncodedImageFormat.Png)
        {
            throw new InputException($"{path} is not a PNG picture; convert it first.");
        }

        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > MostPixels)
        {
            throw new InputException($"{path} has {width}×{height} pixels; the largest picture read is {MostPixels} pixels, so scale it down.");
        }

        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        var result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        if (result != SKCodecResult.Success)
        {
            throw new InputException($"{path} is damaged ({result}); fetch or write it again.");
        }

        return new(SkiaPixels.ToRgb(bitmap), width, height);
    }
}
