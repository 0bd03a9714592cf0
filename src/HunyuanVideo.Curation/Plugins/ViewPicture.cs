using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>RGB pictures from view frames (BT.709, 16…235).</summary>
public static class ViewPicture
{
    private const double LumaGain = 255.0 / 219;
    private const double RedFromV = 1.5748 * 255 / 224;
    private const double GreenFromU = -0.187324 * 255 / 224;
    private const double GreenFromV = -0.468124 * 255 / 224;
    private const double BlueFromU = 1.8556 * 255 / 224;

    /// <summary>The part of a frame inside <paramref name="box"/> (pixels of the frame); chroma of the nearest pixel.</summary>
    public static RgbPicture From(ViewFrame frame, PixelBox box)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var inside = box.Intersect(new PixelBox(0, 0, frame.Width, frame.Height));
        if (inside.Area == 0 || inside.Width <= 0)
        {
            throw new ArgumentException($"{box} has nothing of a frame of {frame.Width}×{frame.Height}.", nameof(box));
        }

        var pixels = new byte[inside.Width * inside.Height * 3];
        var to = 0;
        for (var y = inside.Y0; y < inside.Y1; y++)
        {
            for (var x = inside.X0; x < inside.X1; x++)
            {
                var luma = (frame.Y[y * frame.Width + x] - 16) * LumaGain;
                var at = y / 2 * frame.ChromaWidth + x / 2;
                var (u, v) = (frame.U[at] - 128, frame.V[at] - 128);
                pixels[to++] = ToByte(luma + RedFromV * v);
                pixels[to++] = ToByte(luma + GreenFromU * u + GreenFromV * v);
                pixels[to++] = ToByte(luma + BlueFromU * u);
            }
        }

        return new RgbPicture(pixels, inside.Width, inside.Height);
    }

    /// <summary>The whole frame.</summary>
    public static RgbPicture From(ViewFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return From(frame, new PixelBox(0, 0, frame.Width, frame.Height));
    }

    private static byte ToByte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
