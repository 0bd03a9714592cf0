using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Picture;

/// <summary>Mean and variance of luma in time, pixel by pixel, over at most 255 frames.</summary>
internal sealed class TemporalMoments(int width, int height)
{
    private const double SobelGain = 4;     // Sobel's response to a step of one level, and a step's pixels on both sides

    private readonly ushort[] _sums = new ushort[width * height];
    private readonly uint[] _squares = new uint[width * height];
    private int _frames;

    public void Add(ReadOnlySpan<byte> luma)
    {
        _frames++;
        for (var i = 0; i < _sums.Length; i++)
        {
            uint value = luma[i];
            _sums[i] += (ushort)value;
            _squares[i] += value * value;
        }
    }

    /// <summary>
    /// Opacity of a thing: what moves behind it moves the less inside the more opaque it is. 1 less the ratio of the
    /// deviations in time, inside the mask and around the box.
    /// </summary>
    public double Alpha(PixelBox box, BitMask mask)
    {
        var around = new PixelBox(box.X0 - (box.Width / 2), box.Y0 - (box.Height / 2), box.X1 + (box.Width / 2), box.Y1 + (box.Height / 2))
            .Intersect(new PixelBox(0, 0, width, height));
        var (inside, insideCount, outside, outsideCount) = (0.0, 0, 0.0, 0);
        for (var y = around.Y0; y < around.Y1; y++)
        {
            for (var x = around.X0; x < around.X1; x++)
            {
                if (x < box.X0 || x >= box.X1 || y < box.Y0 || y >= box.Y1)
                {
                    outside += Deviation((y * width) + x);
                    outsideCount++;
                }
                else if (mask[x, y])
                {
                    inside += Deviation((y * width) + x);
                    insideCount++;
                }
            }
        }

        return insideCount == 0 || outsideCount == 0 || outside == 0 ? 1 : Math.Clamp(1 - (inside / insideCount / (outside / outsideCount)), 0, 1);
    }

    /// <summary>Mean height of the edges under the mask in the mean over time, levels.</summary>
    public double Contrast(PixelBox box, BitMask mask)
    {
        var (sum, count) = (0.0, 0);
        for (var y = Math.Max(1, box.Y0); y < Math.Min(height - 1, box.Y1); y++)
        {
            for (var x = Math.Max(1, box.X0); x < Math.Min(width - 1, box.X1); x++)
            {
                if (mask[x, y])
                {
                    sum += Gradient(x, y);
                    count++;
                }
            }
        }

        return sum / Math.Max(1, count);
    }

    private double Gradient(int x, int y)
    {
        var at = (y * width) + x;
        var (up, down) = (at - width, at + width);
        var across = _sums[up + 1] - _sums[up - 1] + (2 * (_sums[at + 1] - _sums[at - 1])) + _sums[down + 1] - _sums[down - 1];
        var along = _sums[down - 1] - _sums[up - 1] + (2 * (_sums[down] - _sums[up])) + _sums[down + 1] - _sums[up + 1];
        return Math.Sqrt(((double)across * across) + ((double)along * along)) / SobelGain / _frames;
    }

    private double Deviation(int at)
    {
        var mean = _sums[at] / (double)_frames;
        return Math.Sqrt(Math.Max(0, (_squares[at] / (double)_frames) - (mean * mean)));
    }
}
