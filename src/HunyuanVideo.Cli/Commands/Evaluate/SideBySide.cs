using HunyuanVideo.Media;

namespace HunyuanVideo.Cli.Commands.Evaluate;

/// <summary>Two videos of a prompt in one row of a sheet: the first one's frames at the left, the second one's at the right.</summary>
internal static class SideBySide
{
    private const int FramesOfEach = 4;
    private const byte Ground = 32;         // dark as the sheet

    /// <summary>The row; the smaller one's frames lie in the upper left corner of their places.</summary>
    public static SheetClip Row(SheetClip first, SheetClip second, string caption)
    {
        var (height, width) = (Math.Max(first.Height, second.Height), Math.Max(first.Width, second.Width));
        var (left, right) = (first.Thin(FramesOfEach), second.Thin(FramesOfEach));
        var frames = left.Frames + 1 + right.Frames;
        var pixels = new byte[frames * height * width * 3];
        Array.Fill(pixels, Ground);
        Paste(left, pixels, 0, height, width);
        Paste(right, pixels, left.Frames + 1, height, width);       // an empty frame between
        return new SheetClip(pixels, frames, height, width, caption);
    }

    private static void Paste(SheetClip clip, byte[] pixels, int firstFrame, int height, int width)
    {
        for (var line = 0; line < clip.Frames * clip.Height; line++)
        {
            var (frame, row) = (line / clip.Height, line % clip.Height);
            clip.Pixels.Span.Slice(line * clip.Width * 3, clip.Width * 3).CopyTo(pixels.AsSpan(((((firstFrame + frame) * height) + row) * width) * 3));
        }
    }
}
