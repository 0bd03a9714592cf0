using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Text;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Stages;

/// <summary>A clip that is nowhere, on which plug-ins are tried before a run.</summary>
internal static class TrialClip
{
    private const int Width = 320;
    private const int Height = 180;
    private const int Frames = 48;
    private const double FramesPerSecond = 24;

    /// <summary>What is known of it.</summary>
    public static AnalysedClip Clip { get; } = new("trial", "trial", 0, Frames - 1, Width, Height, FramesPerSecond, Frames / FramesPerSecond);

    /// <summary>Where a line of text might stand in it.</summary>
    public static PixelBox TextBox { get; } = new(40, 120, 280, 150);

    /// <summary>A frame as a text detector takes it: bars as dark as letters on light ground.</summary>
    public static TextPicture Text()
    {
        var luma = new byte[Width * Height];
        for (var at = 0; at < luma.Length; at++)
        {
            var (x, y) = (at % Width, at / Width);
            luma[at] = (byte)(x >= TextBox.X0 && x < TextBox.X1 && y >= TextBox.Y0 && y < TextBox.Y1 && x % 8 < 3 ? 30 : 200);
        }

        byte[] chroma = [.. Enumerable.Repeat((byte)128, Width / 2 * (Height / 2))];
        return new TextPicture(new ViewFrame(0, 0, Width, Height, luma, chroma, chroma));
    }

    /// <summary>A frame: shades and an uneven texture that moves, so that nothing of it is zero or flat.</summary>
    public static RgbPicture Picture(int frame) => new(
        [
            .. Enumerable.Range(0, Width * Height).SelectMany(at =>
            {
                var (x, y) = ((at % Width) + frame, at / Width);
                return new[] { (byte)(40 + (x % 160)), (byte)(30 + y), (byte)(((x * x) + (3 * x * y) + (y * y)) % 251) };
            }),
        ],
        Width,
        Height);
}
