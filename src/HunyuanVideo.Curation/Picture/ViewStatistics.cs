using System.Runtime.Intrinsics;
using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Picture;

/// <summary>Per cell of the view: histogram of luma, moments of chroma, and the mean luma of every frame.</summary>
internal sealed class ViewStatistics
{
    private const int Levels = 256;
    private const int ChromaNeutral = 128;

    private readonly int _histogramStep;
    private readonly int[] _histogram;
    private readonly ChromaSums[] _chroma;
    private readonly List<ushort[]> _frames = [];   // mean of each cell · 256

    public ViewStatistics(int width, int height, int histogramStep)
    {
        Grid = new CellGrid(width, height, ByteLanes.Count);
        _histogramStep = histogramStep;
        _histogram = new int[Grid.Count * Levels];
        _chroma = new ChromaSums[Grid.Count];
    }

    public CellGrid Grid { get; }

    public void Add(ViewFrame frame)
    {
        AddMeans(frame);
        if ((_frames.Count - 1) % _histogramStep == 0)
        {
            for (var cell = 0; cell < Grid.Count; cell++)
            {
                AddHistogram(frame, cell);
                AddChroma(frame, cell);
            }
        }
    }

    /// <summary>Counts of the 256 levels in cells.</summary>
    public long[] Histogram(IReadOnlyList<int> cells)
    {
        var counts = new long[Levels];
        foreach (var cell in cells)
        {
            for (var level = 0; level < Levels; level++)
            {
                counts[level] += _histogram[(cell * Levels) + level];
            }
        }

        return counts;
    }

    public ChromaSums Chroma(IReadOnlyList<int> cells)
    {
        var sums = default(ChromaSums);
        foreach (var cell in cells)
        {
            sums += _chroma[cell];
        }

        return sums;
    }

    /// <summary>Mean luma of each frame in cells.</summary>
    public double[] FrameMeans(IReadOnlyList<int> cells)
    {
        var means = new double[_frames.Count];
        for (var frame = 0; frame < means.Length; frame++)
        {
            var sum = 0L;
            foreach (var cell in cells)
            {
                sum += _frames[frame][cell];
            }

            means[frame] = sum / (double)cells.Count / Levels;
        }

        return means;
    }

    private (int X, int Y) Corner(int cell) => (cell % Grid.Columns * Grid.CellSize, cell / Grid.Columns * Grid.CellSize);

    private void AddMeans(ViewFrame frame)
    {
        var size = Grid.CellSize;
        var sums = new int[Grid.Count];
        for (var y = 0; y < Grid.Rows * size; y++)
        {
            var row = frame.Y.AsSpan(y * frame.Width, frame.Width);
            var cells = sums.AsSpan(y / size * Grid.Columns, Grid.Columns);
            for (var column = 0; column < cells.Length; column++)
            {
                cells[column] += Sum(row.Slice(column * size, size));
            }
        }

        _frames.Add(Array.ConvertAll(sums, sum => (ushort)((long)sum * Levels / (size * size))));
    }

    private static int Sum(ReadOnlySpan<byte> pixels)
    {
        if (pixels.Length == ByteLanes.Count)
        {
            return ByteLanes.Sum(Vector128.Create(pixels));
        }

        var sum = 0;
        foreach (var pixel in pixels)
        {
            sum += pixel;
        }

        return sum;
    }

    private void AddHistogram(ViewFrame frame, int cell)
    {
        var (x, y) = Corner(cell);
        var counts = _histogram.AsSpan(cell * Levels, Levels);
        for (var row = y; row < y + Grid.CellSize; row++)
        {
            foreach (var pixel in frame.Y.AsSpan((row * frame.Width) + x, Grid.CellSize))
            {
                counts[pixel]++;
            }
        }
    }

    private void AddChroma(ViewFrame frame, int cell)
    {
        var (x, y) = Corner(cell);
        var size = Math.Max(1, Grid.CellSize / 2);
        var (sumU, sumV, squareU, squareV, product) = (0, 0, 0, 0, 0);
        for (var row = y / 2; row < (y / 2) + size; row++)
        {
            var start = (row * frame.ChromaWidth) + (x / 2);
            for (var at = start; at < start + size; at++)
            {
                var (u, v) = (frame.U[at] - ChromaNeutral, frame.V[at] - ChromaNeutral);
                sumU += u;
                sumV += v;
                squareU += u * u;
                squareV += v * v;
                product += u * v;
            }
        }

        _chroma[cell] += new ChromaSums(size * size, sumU, sumV, squareU, squareV, product);
    }
}
