using HunyuanVideo.Curation.Units;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>Brings pictures into the shape and range a model takes. Source: spec curation §4 (plug-ins).</summary>
public static class PictureTensor
{
    private const int Colours = 3;
    private const int MostThin = 16;

    /// <summary>Pictures or the frames of one clip as a tensor in the format's layout.</summary>
    /// <param name="pictures">At least one; for clips exactly <see cref="PictureFormat.Frames"/>, or any number where the caller decides.</param>
    /// <param name="format">Fixed size.</param>
    public static OnnxTensor From(IReadOnlyList<RgbPicture> pictures, PictureFormat format)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(format);
        return Pack([.. pictures.Select(picture => Fit(picture, format))], format.Width, format.Height, format);
    }

    /// <summary>Values [H, W, 3] of 0…255, all of one size, normalised and put into the format's layout.</summary>
    internal static OnnxTensor Pack(IReadOnlyList<float[]> frames, int width, int height, PictureFormat format)
    {
        var (count, area) = (frames.Count, width * height);
        int[] shape = format.Layout switch
        {
            PictureLayout.Nchw => [count, Colours, height, width],
            PictureLayout.Nhwc => [count, height, width, Colours],
            PictureLayout.Ntchw => [1, count, Colours, height, width],
            PictureLayout.Ncthw => [1, Colours, count, height, width],
            _ => [1, count, height, width, Colours],
        };
        var colourStride = format.Layout switch
        {
            PictureLayout.Nhwc or PictureLayout.Nthwc => 1,
            PictureLayout.Ncthw => count * area,
            _ => area,
        };
        var pixelStride = colourStride == 1 ? Colours : 1;
        var frameStride = format.Layout == PictureLayout.Ncthw ? area : area * Colours;
        var values = new float[count * area * Colours];
        for (var frame = 0; frame < count; frame++)
        {
            for (var colour = 0; colour < Colours; colour++)
            {
                var (mean, std) = (format.Mean.Count > 0 ? format.Mean[colour] : 0, format.Std.Count > 0 ? format.Std[colour] : 1);
                var source = format.Bgr ? Colours - 1 - colour : colour;
                for (var pixel = 0; pixel < area; pixel++)
                {
                    values[frame * frameStride + colour * colourStride + pixel * pixelStride] =
                        (float)((frames[frame][pixel * Colours + source] * format.Scale - mean) / std);
                }
            }
        }

        return new OnnxTensor(values, shape);
    }

    /// <summary>Values [H, W, 3] of 0…255 of a picture brought to the format's size.</summary>
    internal static float[] Fit(RgbPicture picture, PictureFormat format)
    {
        if (format.Fit == PictureFit.Stretch)
        {
            return PictureScaler.Scale(picture, format.Width, format.Height, format.Kernel);
        }

        picture = format.Fit == PictureFit.Crop ? Middle(picture, format) : picture;
        double across = (double)format.Width / picture.Width, down = (double)format.Height / picture.Height;
        var scale = format.Fit == PictureFit.Crop ? Math.Max(across, down) : Math.Min(across, down);
        var (width, height) = (Math.Max(1, (int)Math.Round(picture.Width * scale)), Math.Max(1, (int)Math.Round(picture.Height * scale)));
        var scaled = PictureScaler.Scale(picture, width, height, format.Kernel);
        var (left, top) = format.Fit == PictureFit.Crop ? ((width - format.Width) / 2, (height - format.Height) / 2) : (0, 0);
        var result = new float[format.Width * format.Height * Colours];
        Array.Fill(result, (float)format.Padding);
        for (var y = 0; y < Math.Min(format.Height, height); y++)
        {
            scaled.AsSpan(((y + top) * width + left) * Colours, Math.Min(format.Width, width) * Colours).CopyTo(result.AsSpan(y * format.Width * Colours));
        }

        return result;
    }

    /// <summary>
    /// The middle of a picture that is thinner than the format by more than <see cref="MostThin"/> to 1, else the picture:
    /// scaled until it fills the format, one pixel by thousands would take all memory.
    /// </summary>
    internal static RgbPicture Middle(RgbPicture picture, PictureFormat format)
    {
        var width = (int)Math.Min(picture.Width, Math.Ceiling((double)picture.Height * format.Width / format.Height * MostThin));
        var height = (int)Math.Min(picture.Height, Math.Ceiling((double)picture.Width * format.Height / format.Width * MostThin));
        var (left, top) = ((picture.Width - width) / 2, (picture.Height - height) / 2);
        return PicturePart.Cut(picture, new PixelBox(left, top, left + width, top + height));
    }
}
