using System.Runtime.Intrinsics;

namespace HunyuanVideo.Curation.Picture;

/// <summary>Measures one plane: sums per cell of a grid, and the widths of its strongest edges.</summary>
internal sealed class SharpnessOfPlane
{
    private const int CoarseSquaresPerCell = 3;
    private const int GreatestGradient = 2048;      // Sobel gives at most 4·255·√2

    private readonly ClarityOptions _options;
    private readonly EdgeProfile _profile;
    private readonly Reblur _reblur;
    private readonly PaddedPlane _plane = new();
    private readonly int _latticeStep;

    public SharpnessOfPlane(int width, int height, ClarityOptions options)
    {
        _options = options;
        var cell = Math.Min(width, height) / (double)options.CellsAlongShortSide / ByteLanes.Count;
        Grid = new CellGrid(width, height, ByteLanes.Count * Math.Max(1, (int)Math.Round(cell)));
        _profile = new EdgeProfile(options);
        _reblur = new Reblur(options.ReblurSigma);
        _latticeStep = Math.Max(1, (int)Math.Round(Math.Sqrt(width * (double)height / options.LatticePixels)));
    }

    public CellGrid Grid { get; }

    public (SharpnessSums[] Cells, EdgeCandidate[] Edges) Measure(ReadOnlySpan<byte> pixels)
    {
        _plane.Fill(pixels, Grid.Width, Grid.Height);
        var cells = new SharpnessSums[Grid.Count];
        for (var cell = 0; cell < cells.Length; cell++)
        {
            var (x, y) = (cell % Grid.Columns * Grid.CellSize, cell / Grid.Columns * Grid.CellSize);
            AddLaplacians(ref cells[cell], x, y);
            AddDetail(ref cells[cell], x, y);
        }

        AddCoarseGradients(cells);
        return (cells, Edges(cells));
    }

    private void AddLaplacians(ref SharpnessSums sums, int x, int y)
    {
        var (laplacians, laplacianSquares, lumaSquares) = (Vector256<int>.Zero, Vector256<int>.Zero, Vector256<int>.Zero);
        for (var row = y; row < y + Grid.CellSize; row += _options.LaplacianRowStep)
        {
            for (var column = x; column < x + Grid.CellSize; column += ByteLanes.Count)
            {
                var at = _plane.Offset(column, row);
                var bytes = _plane.Load(at);
                var middle = ByteLanes.Widen(bytes);
                var beside = ByteLanes.Widen(_plane.Load(at - 1)) + ByteLanes.Widen(_plane.Load(at + 1))
                    + ByteLanes.Widen(_plane.Load(at - _plane.Stride)) + ByteLanes.Widen(_plane.Load(at + _plane.Stride));
                var laplacian = (middle * 4) - beside;
                var (low, high) = Vector256.Widen(laplacian);
                laplacians += low + high;
                laplacianSquares += ByteLanes.Squares(laplacian);
                lumaSquares += ByteLanes.Squares(middle);
                sums.Luma += ByteLanes.Sum(bytes);
                sums.Pixels += ByteLanes.Count;
            }
        }

        sums.Laplacian += Sum(laplacians);
        sums.LaplacianSquares += Sum(laplacianSquares);
        sums.LumaSquares += Sum(lumaSquares);
    }

    private static long Sum(Vector256<int> lanes)
    {
        var (low, high) = Vector256.Widen(lanes);
        return Vector256.Sum(low + high);
    }

    private void AddDetail(ref SharpnessSums sums, int x, int y)
    {
        var margin = Math.Max(0, (Grid.CellSize - Reblur.TileSize) / 2);
        var (detail, reblurred) = _reblur.Measure(_plane, x + margin, y + margin);
        sums.Detail += detail;
        sums.ReblurredDetail += reblurred;
        sums.DetailPixels += Reblur.TileSize * Reblur.TileSize;
    }

    private void AddCoarseGradients(SharpnessSums[] cells)
    {
        var size = Math.Max(1, Grid.CellSize / CoarseSquaresPerCell);
        var (columns, rows) = (Grid.Width / size, Grid.Height / size);
        var means = Means(size, columns, rows);
        for (var row = 1; row < rows - 1; row++)
        {
            for (var column = 1; column < columns - 1; column++)
            {
                var at = (row * columns) + column;
                var (cellColumn, cellRow) = (column * size / Grid.CellSize, row * size / Grid.CellSize);
                if (cellColumn < Grid.Columns && cellRow < Grid.Rows)
                {
                    cells[(cellRow * Grid.Columns) + cellColumn].Coarse +=
                        GradientSums.Of(means[at + 1] - means[at - 1], means[at + columns] - means[at - columns]);
                }
            }
        }
    }

    private float[] Means(int size, int columns, int rows)
    {
        // A part of the rows is enough for a mean over a large square.
        var step = Math.Max(1, size / CoarseSquaresPerCell);
        var means = new float[columns * rows];
        for (var y = 0; y < rows * size; y += step)
        {
            var line = _plane.Pixels.Slice(_plane.Offset(0, y), columns * size);
            for (var column = 0; column < columns; column++)
            {
                var sum = 0;
                foreach (var pixel in line.Slice(column * size, size))
                {
                    sum += pixel;
                }

                means[(y / size * columns) + column] += sum;
            }
        }

        return means;
    }

    private EdgeCandidate[] Edges(SharpnessSums[] cells)
    {
        var lattice = Lattice(cells);
        var counts = new int[GreatestGradient];
        foreach (var point in lattice)
        {
            counts[(int)point.Strength]++;
        }

        var (threshold, above) = (GreatestGradient, 0);
        while (threshold > 1 && above + counts[threshold - 1] <= _options.CandidateShare * lattice.Count)
        {
            above += counts[--threshold];
        }

        var edges = new List<EdgeCandidate>(above);
        foreach (var point in lattice.Where(point => point.Strength >= threshold))
        {
            if (_profile.Width(_plane, point.X, point.Y, point.GradientX, point.GradientY) is { } width)
            {
                edges.Add(new EdgeCandidate(point.Cell, (float)point.Strength, (float)width));
            }
        }

        return [.. edges];
    }

    private List<LatticePoint> Lattice(SharpnessSums[] cells)
    {
        var points = new List<LatticePoint>(Grid.Width * Grid.Height / _latticeStep / _latticeStep);
        for (var y = _latticeStep / 2; y < Grid.Rows * Grid.CellSize; y += _latticeStep)
        {
            for (var x = _latticeStep / 2; x < Grid.Columns * Grid.CellSize; x += _latticeStep)
            {
                var cell = (y / Grid.CellSize * Grid.Columns) + (x / Grid.CellSize);
                var (gradientX, gradientY) = Sobel(_plane.Pixels, _plane.Offset(x, y), _plane.Stride);
                cells[cell].LatticePixels++;
                cells[cell].Fine += GradientSums.Of(gradientX, gradientY);
                points.Add(new LatticePoint(x, y, cell, gradientX, gradientY, Math.Sqrt((gradientX * gradientX) + (gradientY * gradientY))));
            }
        }

        return points;
    }

    private static (int X, int Y) Sobel(ReadOnlySpan<byte> pixels, int at, int stride)
    {
        var upper = pixels.Slice(at - stride - 1, 3);
        var middle = pixels.Slice(at - 1, 3);
        var lower = pixels.Slice(at + stride - 1, 3);
        return (upper[2] - upper[0] + (2 * (middle[2] - middle[0])) + lower[2] - lower[0],
            lower[0] - upper[0] + (2 * (lower[1] - upper[1])) + lower[2] - upper[2]);
    }

    private readonly record struct LatticePoint(int X, int Y, int Cell, int GradientX, int GradientY, double Strength);
}
