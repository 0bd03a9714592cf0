using System.Runtime.Intrinsics;

namespace HunyuanVideo.Curation.Picture;

/// <summary>
/// Per 16×16 block of the native planes: steps between neighbours by their place in an 8×8 grid, combs, banding, noise.
/// One walk over the pixels, sixteen at a time.
/// </summary>
internal sealed class BlockStatistics
{
    /// <summary>Places of a line within the grid of a block coder.</summary>
    public const int Phases = 8;

    private const int BlockSize = ByteLanes.Count;
    private const int FirstNoiseRow = 2;
    private const int NoiseRowStep = 4;     // a quarter of the rows are samples enough
    private const int NoiseRows = BlockSize / NoiseRowStep;

    private readonly TechnicalOptions _options;
    private readonly int[] _across;         // block × phase, sums over all planes
    private readonly int[] _down;
    private readonly int[] _comb;           // planes × blocks
    private readonly int[] _farComb;
    private readonly List<NoiseOfBlock[]> _noise = [];
    private readonly int[] _banded;
    private readonly PaddedPlane _plane = new();

    public BlockStatistics(int width, int height, int mostPlanes, TechnicalOptions options)
    {
        _options = options;
        Grid = new CellGrid(width, height, BlockSize);
        _across = new int[Grid.Count * Phases];
        _down = new int[Grid.Count * Phases];
        _comb = new int[Grid.Count * mostPlanes];
        _farComb = new int[Grid.Count * mostPlanes];
        _banded = new int[Grid.Count];
    }

    public CellGrid Grid { get; }

    public int Planes => _noise.Count;

    public void Add(ReadOnlySpan<byte> pixels)
    {
        _plane.Fill(pixels, Grid.Width, Grid.Height);
        var noise = new NoiseOfBlock[Grid.Count];
        for (var block = 0; block < Grid.Count; block++)
        {
            var origin = _plane.Offset(block % Grid.Columns * Grid.CellSize, block / Grid.Columns * Grid.CellSize);
            AddSteps(block, origin);
            AddCombs((Planes * Grid.Count) + block, origin);
            noise[block] = Noise(origin);
        }

        _noise.Add(noise);
    }

    /// <summary>Mean capped steps by phase, in levels: between columns and between rows.</summary>
    public (double[] Across, double[] Down) Steps(IReadOnlyList<int> blocks)
    {
        // Each phase comes twice in each of sixteen lines of a block.
        var pairs = (double)blocks.Count * Planes * BlockSize * (BlockSize / Phases);
        return (Means(_across, blocks, pairs), Means(_down, blocks, pairs));
    }

    /// <summary>Share of the blocks that are banded.</summary>
    public double Banding(IReadOnlyList<int> blocks) => blocks.Sum(block => (long)_banded[block]) / ((double)blocks.Count * Planes);

    /// <summary>Mean comb of neighbouring lines and of every second line, in levels, in one block of one plane.</summary>
    public (double Near, double Far) Comb(int plane, int block)
    {
        const double Pixels = BlockSize * BlockSize / 2.0;     // every second row
        var at = (plane * Grid.Count) + block;
        return (_comb[at] / Pixels, _farComb[at] / Pixels);
    }

    public NoiseOfBlock NoiseOf(int plane, int block) => _noise[plane][block];

    private static double[] Means(int[] sums, IReadOnlyList<int> blocks, double pairs)
    {
        var means = new double[Phases];
        foreach (var block in blocks)
        {
            for (var phase = 0; phase < Phases; phase++)
            {
                means[phase] += sums[(block * Phases) + phase];
            }
        }

        return Array.ConvertAll(means, sum => sum / pairs);
    }

    private void AddSteps(int block, int origin)
    {
        var cap = Vector128.Create(_options.StepCap);
        var across = Vector128<ushort>.Zero;        // eight phases, both halves of a row added
        var (rightwards, downwards) = (default(StepCounts), default(StepCounts));
        var current = _plane.Load(origin);
        for (var y = 0; y < BlockSize; y++)
        {
            var at = origin + (y * _plane.Stride);
            var right = _plane.Load(at + 1);
            var below = _plane.Load(at + _plane.Stride);
            var stepRight = rightwards.Add(current, right);
            var stepDown = downwards.Add(current, below);
            var (low, high) = Vector128.Widen(Vector128.Min(stepRight, cap));
            across += low + high;
            _down[(block * Phases) + (y % Phases)] += ByteLanes.Sum(Vector128.Min(stepDown, cap));
            current = below;
        }

        for (var phase = 0; phase < Phases; phase++)
        {
            _across[(block * Phases) + phase] += across[phase];
        }

        _banded[block] += rightwards.IsStaircase(_options) && downwards.IsStaircase(_options)
            && (rightwards.HasSteps || downwards.HasSteps) ? 1 : 0;
    }

    private void AddCombs(int at, int origin)
    {
        var (near, far) = (0, 0);
        for (var y = 0; y < BlockSize; y += 2)
        {
            var row = origin + (y * _plane.Stride);
            var middle = _plane.Load(row);
            var beside = ByteLanes.Mean(_plane.Load(row - _plane.Stride), _plane.Load(row + _plane.Stride));
            var beyond = ByteLanes.Mean(_plane.Load(row - (2 * _plane.Stride)), _plane.Load(row + (2 * _plane.Stride)));
            near += ByteLanes.Sum(ByteLanes.AbsoluteDifference(middle, beside));
            far += ByteLanes.Sum(ByteLanes.AbsoluteDifference(middle, beyond));
        }

        (_comb[at], _farComb[at]) = (near, far);
    }

    private NoiseOfBlock Noise(int origin)
    {
        var (sum, squares) = (0, Vector256<int>.Zero);
        Span<short> responses = stackalloc short[NoiseRows * BlockSize];
        for (var y = 0; y < BlockSize; y++)
        {
            var row = _plane.Load(origin + (y * _plane.Stride));
            sum += ByteLanes.Sum(row);
            squares += ByteLanes.Squares(ByteLanes.Widen(row));
            if (y % NoiseRowStep == FirstNoiseRow)
            {
                Response(origin + (y * _plane.Stride)).CopyTo(responses[(y / NoiseRowStep * BlockSize)..]);
            }
        }

        const double Pixels = BlockSize * BlockSize;
        var mean = sum / Pixels;
        return new NoiseOfBlock((float)mean, (float)((Vector256.Sum(squares) / Pixels) - (mean * mean)), (float)Median(responses));
    }

    /// <summary>|Y ∗ [[1, −2, 1], [−2, 4, −2], [1, −2, 1]]| at sixteen pixels: blind to planes and to straight edges along the axes.</summary>
    private Vector256<short> Response(int at)
    {
        var left = VerticalSecondDifference(at - 1);
        var middle = VerticalSecondDifference(at);
        var right = VerticalSecondDifference(at + 1);
        return Vector256.Abs(left + right - middle - middle);
    }

    private Vector256<short> VerticalSecondDifference(int at)
    {
        var middle = ByteLanes.Widen(_plane.Load(at));
        return ByteLanes.Widen(_plane.Load(at - _plane.Stride)) + ByteLanes.Widen(_plane.Load(at + _plane.Stride)) - middle - middle;
    }

    /// <summary>Median of whole numbers as if each were spread evenly over its unit; by halving, as the range is known.</summary>
    private static double Median(ReadOnlySpan<short> values)
    {
        var (low, high) = ((short)0, (short)(8 * byte.MaxValue));
        while (low < high)
        {
            var middle = (short)((low + high) / 2);
            if (CountUpTo(values, middle) * 2 >= values.Length)
            {
                high = middle;
            }
            else
            {
                low = (short)(middle + 1);
            }
        }

        var below = low == 0 ? 0 : CountUpTo(values, (short)(low - 1));
        var share = ((values.Length / 2.0) - below) / Math.Max(1, CountUpTo(values, low) - below);
        return low == 0 ? share / 2 : low - 0.5 + share;    // |x| folds the unit around 0 to half of it
    }

    private static int CountUpTo(ReadOnlySpan<short> values, short limit)
    {
        var counts = Vector256<short>.Zero;
        for (var i = 0; i < values.Length; i += Vector256<short>.Count)
        {
            counts -= Vector256.LessThanOrEqual(Vector256.Create(values.Slice(i, Vector256<short>.Count)), Vector256.Create(limit));
        }

        return Vector256.Sum(counts);
    }
}
