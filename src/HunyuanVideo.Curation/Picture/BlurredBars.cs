using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Picture;

/// <summary>
/// Finds bars filled with a blurred, enlarged copy of the picture, as beside portrait films in landscape frames: almost no
/// fine detail, and like the middle enlarged to the whole frame. Source: spec curation §4 S4.
/// </summary>
internal sealed class BlurredBars(int width, int height, BorderOptions options)
{
    private const int Frames = 4;       // enough to tell; each is kept as a few block means
    private const int MiddleParts = 3;

    private readonly long[] _columnDetail = new long[width];
    private readonly long[] _rowDetail = new long[height];
    private readonly int _block = Math.Max(1, (int)(Math.Max(width, height) * options.BlurredBlock));
    private readonly List<float[]> _blocks = [];

    private int BlockColumns => width / _block;

    private int BlockRows => height / _block;

    /// <summary>Takes a bright frame; only the first few count.</summary>
    public void Add(ViewFrame frame)
    {
        if (_blocks.Count >= Frames || width < MiddleParts || height < MiddleParts)
        {
            return;
        }

        AddDetail(frame.Y);
        _blocks.Add(Smooth(Smooth(BlockMeans(frame.Y))));
    }

    /// <summary>Depths of the bars in the order of <see cref="PictureSide"/> and how well they resemble the middle; null without bars.</summary>
    public (int[] Depths, double Correlation)? Find()
    {
        if (_blocks.Count == 0)
        {
            return null;
        }

        if (Depths(_columnDetail) is { } sides && Correlation(sides.Low, sides.High, 0, 0) is var across && across > options.BlurredCorrelation)
        {
            return ([sides.Low, 0, sides.High, 0], across);
        }

        if (Depths(_rowDetail) is { } ends && Correlation(0, 0, ends.Low, ends.High) is var along && along > options.BlurredCorrelation)
        {
            return ([0, ends.Low, 0, ends.High], along);
        }

        return null;
    }

    private void AddDetail(byte[] luma)
    {
        for (var y = 1; y < height - 1; y++)
        {
            for (var x = 1; x < width - 1; x++)
            {
                var at = (y * width) + x;
                var detail = (4 * luma[at]) - luma[at - 1] - luma[at + 1] - luma[at - width] - luma[at + width];
                _columnDetail[x] += detail * detail;
                _rowDetail[y] += detail * detail;
            }
        }
    }

    private (int Low, int High)? Depths(long[] detail)
    {
        var size = detail.Length;
        var middle = detail.AsSpan(size / MiddleParts, size / MiddleParts).ToArray();
        Array.Sort(middle);
        var limit = options.BlurredDetail * middle[middle.Length / 2];
        var low = 0;
        while (low < size / 2 && detail[low] < limit)
        {
            low++;
        }

        var high = 0;
        while (high < size / 2 && detail[size - 1 - high] < limit)
        {
            high++;
        }

        var deep = Math.Min(low, high) >= options.BlurredDepth * size && Math.Max(low, high) < options.GreatestDepth * size;
        return deep && Math.Abs(low - high) <= options.BlurredImbalance * size ? (low, high) : null;
    }

    private float[] BlockMeans(byte[] luma)
    {
        var means = new float[BlockColumns * BlockRows];
        for (var y = 0; y < BlockRows * _block; y++)
        {
            for (var x = 0; x < BlockColumns * _block; x++)
            {
                means[(y / _block * BlockColumns) + (x / _block)] += luma[(y * width) + x];
            }
        }

        return means;
    }

    private float[] Smooth(float[] blocks)
    {
        var smooth = new float[blocks.Length];
        for (var y = 0; y < BlockRows; y++)
        {
            for (var x = 0; x < BlockColumns; x++)
            {
                smooth[(y * BlockColumns) + x] = NeighbourhoodMean(blocks, x, y);
            }
        }

        return smooth;
    }

    private float NeighbourhoodMean(float[] blocks, int x, int y)
    {
        var (sum, count) = (0f, 0);
        for (var v = Math.Max(0, y - 1); v <= Math.Min(BlockRows - 1, y + 1); v++)
        {
            for (var u = Math.Max(0, x - 1); u <= Math.Min(BlockColumns - 1, x + 1); u++)
            {
                sum += blocks[(v * BlockColumns) + u];
                count++;
            }
        }

        return sum / count;
    }

    /// <summary>Pearson's correlation of the bars' blocks with the middle enlarged about its centre until it fills the frame.</summary>
    private double Correlation(int left, int right, int top, int bottom)
    {
        var enlargement = Math.Max(width / (double)(width - left - right), height / (double)(height - top - bottom));
        var (centreX, centreY) = (left + ((width - left - right) / 2.0), top + ((height - top - bottom) / 2.0));
        var sum = 0.0;
        foreach (var blocks in _blocks)
        {
            var pairs = new List<(double Bar, double Middle)>();
            for (var y = 0; y < BlockRows; y++)
            {
                for (var x = 0; x < BlockColumns; x++)
                {
                    var (px, py) = ((x + 0.5) * _block, (y + 0.5) * _block);
                    if (px >= left && px < width - right && py >= top && py < height - bottom)
                    {
                        continue;
                    }

                    var middle = Sample(blocks, centreX + ((px - (width / 2.0)) / enlargement), centreY + ((py - (height / 2.0)) / enlargement));
                    pairs.Add((blocks[(y * BlockColumns) + x], middle));
                }
            }

            sum += Pearson(pairs);
        }

        return sum / _blocks.Count;
    }

    private float Sample(float[] blocks, double x, double y)
    {
        var column = Math.Clamp((int)(x / _block), 0, BlockColumns - 1);
        var row = Math.Clamp((int)(y / _block), 0, BlockRows - 1);
        return blocks[(row * BlockColumns) + column];
    }

    private static double Pearson(List<(double A, double B)> pairs)
    {
        if (pairs.Count == 0)
        {
            return 0;
        }

        var (meanA, meanB) = (pairs.Average(p => p.A), pairs.Average(p => p.B));
        var product = pairs.Sum(p => (p.A - meanA) * (p.B - meanB));
        var scale = Math.Sqrt(pairs.Sum(p => (p.A - meanA) * (p.A - meanA)) * pairs.Sum(p => (p.B - meanB) * (p.B - meanB)));
        return scale == 0 ? 0 : product / scale;
    }
}
