using HunyuanVideo.Curation.Units;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>Cuts a part out of a picture.</summary>
internal static class PicturePart
{
    private const int Colours = 3;

    /// <summary>The pixels inside a box; of a box beyond the picture's edge what lies inside, at least one pixel.</summary>
    public static RgbPicture Cut(RgbPicture picture, PixelBox box)
    {
        int left = Math.Clamp(box.X0, 0, picture.Width - 1), top = Math.Clamp(box.Y0, 0, picture.Height - 1);
        int right = Math.Clamp(box.X1, left + 1, picture.Width), bottom = Math.Clamp(box.Y1, top + 1, picture.Height);
        if (right - left == picture.Width && bottom - top == picture.Height)
        {
            return picture;
        }

        var pixels = new byte[(right - left) * (bottom - top) * Colours];
        for (var y = top; y < bottom; y++)
        {
            picture.Pixels.AsSpan(((y * picture.Width) + left) * Colours, (right - left) * Colours).CopyTo(pixels.AsSpan((y - top) * (right - left) * Colours));
        }

        return new RgbPicture(pixels, right - left, bottom - top);
    }
}
