using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Picture;

/// <summary>Mean and variance of luma in time, pixel by pixel, over at most 255 frames.</summary>
internal sealed class TemporalMoments(int width, int height)
{
    private const double SobelGain = 4;     // Sobel's response to a step of one level

    private const int InkRank = 4;          // a quarter of a closed mask is surely ink, and its stillest part

    private readonly ushort[] _sums = new ushort[width * height];
    private readonly uint[] _squares = new uint[width * height];
    private int _frames;

    public int Width => width;

    public int Height => height;

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
    /// deviations in time, in the stillest part of the mask and around the box.
    /// </summary>
    public double Alpha(PixelBox box, BitMask mask)
    {
        var around = new PixelBox(box.X0 - (box.Width / 2), box.Y0 - (box.Height / 2), box.X1 + (box.Width / 2), box.Y1 + (box.Height / 2))
            .Intersect(new PixelBox(0, 0, width, height));
        var (inside, outside) = (new List<double>(), new List<double>());
        for (var y = around.Y0; y < around.Y1; y++)
        {
            for (var x = around.X0; x < around.X1; x++)
            {
                var isOutside = x < box.X0 || x >= box.X1 || y < box.Y0 || y >= box.Y1;
                if (isOutside || mask[x, y])
                {
                    (isOutside ? outside : inside).Add(Deviation((y * width) + x));
                }
            }
        }

        if (inside.Count == 0 || outside.Count == 0)
        {
            return 1;
        }

        inside.Sort();
        var ink = inside[inside.Count / InkRank];
        return outside.Average() is > 0 and var scene ? Math.Clamp(1 - (ink / scene), 0, 1) : 1;
    }

    /// <summary>Mean height of the edges under the mask in the mean over time, levels.</summary>
    public double Contrast(PixelBox box, BitMask mask)
    {
        var (sum, count) = (0.0, 0);
        for (var y = box.Y0; y < box.Y1; y++)
        {
            for (var x = box.X0; x < box.X1; x++)
            {
                if (mask[x, y])
                {
                    sum += Math.Max(Gradient(x, y, alongRows: true), Gradient(x, y, alongRows: false)) / SobelGain;
                    count++;
                }
            }
        }

        return sum / Math.Max(1, count);
    }

    /// <summary>Size of the Sobel response in the mean over time, along the rows or the columns; 0 at the rim.</summary>
    public double Gradient(int x, int y, bool alongRows)
    {
        if (x == 0 || y == 0 || x == width - 1 || y == height - 1)
        {
            return 0;
        }

        var at = (y * width) + x;
        var (beside, ahead) = alongRows ? (width, 1) : (1, width);
        var response = _sums[at - beside + ahead] - _sums[at - beside - ahead]
            + (2 * (_sums[at + ahead] - _sums[at - ahead])) + _sums[at + beside + ahead] - _sums[at + beside - ahead];
        return Math.Abs(response) / (double)_frames;
    }

    private double Deviation(int at)
    {
        var mean = _sums[at] / (double)_frames;
        return Math.Sqrt(Math.Max(0, (_squares[at] / (double)_frames) - (mean * mean)));
    }
}
