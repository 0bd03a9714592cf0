using HunyuanVideo.Random;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Training.Toy;

/// <summary>A block of pixels within a clip: where it starts and how large it is.</summary>
/// <param name="Frame">First frame.</param>
/// <param name="Row">First row.</param>
/// <param name="Column">First column.</param>
/// <param name="Frames">Frames of the block.</param>
/// <param name="Side">Rows and columns of the block.</param>
/// <param name="Stride">Frames of the clip from one of the block to the next.</param>
internal readonly record struct ClipCut(int Frame, int Row, int Column, int Frames, int Side, int Stride = 1)
{
    /// <summary>All of a clip.</summary>
    public static ClipCut Whole(ClipSize size) => new(0, 0, 0, size.Frames, size.Width);

    /// <summary>A place drawn uniformly.</summary>
    public static ClipCut Draw(Philox random, ClipSize size, int frames, int side, int stride) => new(
        random.NextInt(size.Frames - ((frames - 1) * stride)), random.NextInt(size.Height - side + 1), random.NextInt(size.Width - side + 1), frames, side, stride);

    /// <summary>The one with the most to see of <paramref name="tries"/> places drawn uniformly, copied as <see cref="Copy"/> does.</summary>
    public static float[] DrawBusiest(Philox random, ToyClip clip, int frames, int side, int stride, int tries)
    {
        var (busiest, most) = (Array.Empty<float>(), double.NegativeInfinity);
        for (var i = 0; i < tries; i++)
        {
            var cut = Draw(random, clip.Size, frames, side, stride);
            var video = new float[cut.Count];
            cut.Copy(clip, video);
            var variance = Variance(video);
            (busiest, most) = variance > most ? (video, variance) : (busiest, most);
        }

        return busiest;
    }

    /// <summary>Values of <see cref="Copy"/>.</summary>
    public int Count => 3 * Frames * Side * Side;

    /// <summary>Copies the block of <paramref name="clip"/> as <c>[3, F, H, W]</c> in −1…1.</summary>
    public void Copy(ToyClip clip, Span<float> video)
    {
        var (size, plane) = (clip.Size, Frames * Side * Side);
        for (var frame = 0; frame < Frames; frame++)
        {
            for (var row = 0; row < Side; row++)
            {
                var source = ((((Frame + (frame * Stride)) * size.Height) + Row + row) * size.Width) + Column;
                var pixels = clip.Pixels.AsSpan(source * 3, Side * 3);
                var target = ((frame * Side) + row) * Side;
                for (var column = 0; column < Side; column++)
                {
                    video[target + column] = (pixels[column * 3] / 127.5f) - 1;
                    video[plane + target + column] = (pixels[(column * 3) + 1] / 127.5f) - 1;
                    video[(2 * plane) + target + column] = (pixels[(column * 3) + 2] / 127.5f) - 1;
                }
            }
        }
    }

    /// <summary>Sum over the three colours of the variance within each.</summary>
    private static double Variance(float[] video)
    {
        var plane = video.Length / 3;
        var total = 0.0;
        for (var colour = 0; colour < 3; colour++)
        {
            var (sum, squares) = (0.0, 0.0);
            foreach (var value in video.AsSpan(colour * plane, plane))
            {
                sum += value;
                squares += (double)value * value;
            }

            total += (squares / plane) - (sum * sum / plane / plane);
        }

        return total;
    }
}
