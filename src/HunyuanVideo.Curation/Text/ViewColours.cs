using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Text;

/// <summary>BT.709 limited-range planes to RGB, in whole numbers: the same bytes on every machine.</summary>
internal static class ViewColours
{
    // Coefficients of BT.709 × 2^16: 255/219, and 255/112 times (1 − Kr), (1 − Kb) and their shares in green.
    private const int Unit = 16;
    private const int LumaGain = 76309;
    private const int RedOfV = 117489;
    private const int GreenOfU = 13975;
    private const int GreenOfV = 34925;
    private const int BlueOfU = 138438;
    private const int Black = 16;
    private const int Neutral = 128;
    private const int Half = 1 << (Unit - 1);

    /// <summary>[H, W, 3] pixels; chroma is taken from the nearest sample.</summary>
    public static RgbPicture ToRgb(ViewFrame frame)
    {
        var rgb = new byte[frame.Width * frame.Height * 3];
        for (int y = 0, to = 0; y < frame.Height; y++)
        {
            var chromaRow = (y / 2) * frame.ChromaWidth;
            for (var x = 0; x < frame.Width; x++, to += 3)
            {
                var luma = ((frame.Y[(y * frame.Width) + x] - Black) * LumaGain) + Half;
                var (u, v) = (frame.U[chromaRow + (x / 2)] - Neutral, frame.V[chromaRow + (x / 2)] - Neutral);
                rgb[to] = Byte(luma + (v * RedOfV));
                rgb[to + 1] = Byte(luma - (u * GreenOfU) - (v * GreenOfV));
                rgb[to + 2] = Byte(luma + (u * BlueOfU));
            }
        }

        return new(rgb, frame.Width, frame.Height);
    }

    private static byte Byte(int value) => (byte)Math.Clamp(value >> Unit, 0, byte.MaxValue);
}
