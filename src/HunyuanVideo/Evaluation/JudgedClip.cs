using System.Numerics;

namespace HunyuanVideo.Evaluation;

/// <summary>A clip shrunk to about 64 pixels on the shorter side, with the colour of its background.</summary>
/// <param name="Pixels">[T, H, W], each 0 … 255 by channel.</param>
/// <param name="Frames">T.</param>
/// <param name="Height">H.</param>
/// <param name="Width">W.</param>
/// <param name="Background">Median of the rim over all frames.</param>
/// <param name="FrameBackgrounds">Median of the rim in each frame.</param>
internal sealed record JudgedClip(Vector3[] Pixels, int Frames, int Height, int Width, Vector3 Background, Vector3[] FrameBackgrounds)
{
    private const int LeastSide = 16;
    private const int JudgedSide = 64;
    private const int RimWidth = 3;

    /// <summary>Averages squares of pixels; what is left over at the right and lower edge is cut off.</summary>
    public static JudgedClip Shrink(ReadOnlySpan<byte> pixels, int frames, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, LeastSide);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, LeastSide);
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, (long)frames * height * width * 3);
        var factor = Math.Max(1, Math.Min(height, width) / JudgedSide);
        var (smallHeight, smallWidth) = (height / factor, width / factor);
        var small = new Vector3[frames * smallHeight * smallWidth];
        for (var frame = 0; frame < frames; frame++)
        {
            for (var row = 0; row < smallHeight * factor; row++)
            {
                var from = ((frame * height) + row) * width * 3;
                var to = ((frame * smallHeight) + (row / factor)) * smallWidth;
                for (var column = 0; column < smallWidth * factor; column++, from += 3)
                {
                    small[to + (column / factor)] += new Vector3(pixels[from], pixels[from + 1], pixels[from + 2]);
                }
            }
        }

        for (var i = 0; i < small.Length; i++)
        {
            small[i] /= factor * factor;
        }

        return WithBackground(small, frames, smallHeight, smallWidth);
    }

    /// <summary>One frame, [H, W].</summary>
    public ReadOnlySpan<Vector3> Frame(int index) => Pixels.AsSpan(index * Height * Width, Height * Width);

    private static JudgedClip WithBackground(Vector3[] pixels, int frames, int height, int width)
    {
        var rim = Enumerable.Range(0, height * width)
            .Where(i => i / width < RimWidth || i / width >= height - RimWidth || i % width < RimWidth || i % width >= width - RimWidth)
            .ToArray();
        var all = new ChannelMedian();
        var medians = new Vector3[frames];
        for (var frame = 0; frame < frames; frame++)
        {
            var one = new ChannelMedian();
            foreach (var i in rim)
            {
                one.Add(pixels[(frame * height * width) + i]);
                all.Add(pixels[(frame * height * width) + i]);
            }

            medians[frame] = one.Value;
        }

        return new(pixels, frames, height, width, all.Value, medians);
    }
}
