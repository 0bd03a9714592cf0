using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Picture;

/// <summary>
/// Exposure, contrast, colour and flicker from the view; noise, blocks, banding and combs from native planes.
/// Source: spec curation §4 S8.
/// </summary>
/// <remarks>
/// Combs are looked for in native planes, not in the view: scaling down mixes the two fields and hides them. A median of
/// block medians stands for the median over the flattest blocks.
/// </remarks>
public sealed class TechnicalAnalyser : IClipAnalyser, INativePlaneAnalyser
{
    /// <summary>Name of the stage.</summary>
    public const string Stage = "technical";

    /// <summary>Version of the algorithm.</summary>
    public const int Version = 2;

    private const int MostPlanes = 8;
    private const double SigmaOfMedian = 1.4826;    // of |x| for a normal x
    private const double NoiseFilterGain = 6;       // √ of the sum of its squared weights

    private readonly AnalysedClip _clip;
    private readonly TechnicalOptions _options;
    private ViewStatistics? _view;
    private BlockStatistics? _blocks;

    /// <param name="clip">The clip that will be shown.</param>
    /// <param name="options">How quality is measured and judged.</param>
    public TechnicalAnalyser(AnalysedClip clip, TechnicalOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(clip);
        _clip = clip;
        _options = options ?? new TechnicalOptions();
    }

    /// <inheritdoc/>
    public void Add(ViewFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var step = Math.Max(1, (_clip.Frames + _options.HistogramFrames - 1) / _options.HistogramFrames);
        _view ??= new ViewStatistics(frame.Width, frame.Height, step);
        _view.Add(frame);
    }

    /// <inheritdoc/>
    public void AddPlane(LumaPlane plane)
    {
        ArgumentNullException.ThrowIfNull(plane);
        _blocks ??= new BlockStatistics(plane.Width, plane.Height, MostPlanes, _options);
        if (_blocks.Planes < MostPlanes)
        {
            _blocks.Add(plane.Pixels.AsSpan(0, plane.Width * plane.Height));
        }
    }

    /// <summary>The measures inside <paramref name="crop"/>, in source pixels.</summary>
    /// <exception cref="InvalidOperationException">No frame or no plane was added.</exception>
    public TechnicalRow Finish(PixelBox crop)
    {
        if (_view is null || _blocks is null)
        {
            throw new InvalidOperationException("A technical measurement needs at least one view frame and one native plane.");
        }

        var cells = _view.Grid.Inside(crop, _clip.Width, _clip.Height);
        var blocks = _blocks.Grid.Inside(crop, _clip.Width, _clip.Height);
        var luma = new LevelDistribution(_view.Histogram(cells));
        var contrast = (luma.Percentile(1 - _options.ContrastTail) - luma.Percentile(_options.ContrastTail)) / _options.LumaRange;
        var row = new TechnicalRow
        {
            ClipId = _clip.ClipId,
            ExposureMean = (float)luma.Mean,
            DarkShare = (float)luma.ShareBelow(_options.DarkBelow),
            BrightShare = (float)luma.ShareAbove(_options.BrightAbove),
            Contrast = (float)contrast,
            NoiseSigma = (float)Noise(blocks),
            Blockiness = (float)Blockiness(blocks),
            Banding = (float)_blocks.Banding(blocks),
            Colourfulness = (float)_view.Chroma(cells).Colourfulness(),
            Flicker = (float)Flicker(_view.FrameMeans(cells), contrast),
            InterlaceScore = (float)Combs(blocks),
            Quality = 0,
        };
        return row with { Quality = (float)Quality(row) };
    }

    private double Quality(TechnicalRow row) =>
        Above(row.ExposureMean, _options.Exposure.Low) * Below(row.ExposureMean, _options.Exposure.High)
        * Above(row.Contrast, _options.Contrast)
        * Below(row.NoiseSigma, _options.Noise)
        * Below(row.Blockiness, _options.Blockiness)
        * Below(row.Banding, _options.Banding)
        * Below(row.Flicker, _options.Flicker);

    private double Above(double value, double threshold) => Logistic.Above(value, threshold, threshold * _options.Softness);

    private double Below(double value, double threshold) => Logistic.Below(value, threshold, threshold * _options.Softness);

    private double Noise(IReadOnlyList<int> blocks)
    {
        var all = new List<NoiseOfBlock>(blocks.Count * _blocks!.Planes);
        for (var plane = 0; plane < _blocks.Planes; plane++)
        {
            all.AddRange(blocks.Select(block => _blocks.NoiseOf(plane, block)));
        }

        var (low, high) = _options.NoiseMeans;
        var telling = all.Where(block => block.Mean >= low && block.Mean <= high).ToArray();
        telling = telling.Length > 0 ? telling : [.. all];
        Array.Sort(Array.ConvertAll(telling, block => block.Variance), telling);
        var medians = telling.Take(Math.Max(1, (int)(telling.Length * _options.FlatShare))).Select(block => block.MedianResponse).Order().ToArray();
        return SigmaOfMedian * medians[medians.Length / 2] / NoiseFilterGain;
    }

    private double Blockiness(IReadOnlyList<int> blocks)
    {
        var (across, down) = _blocks!.Steps(blocks);
        var onGrid = across.Max() + down.Max();
        var elsewhere = (across.Sum() + down.Sum() - onGrid) / (BlockStatistics.Phases - 1);
        return (onGrid + (2 * _options.StepFloor)) / (elsewhere + (2 * _options.StepFloor));
    }

    /// <summary>The greatest over the planes: a film is interlaced if any moment shows it.</summary>
    private double Combs(IReadOnlyList<int> blocks)
    {
        var greatest = 0.0;
        for (var plane = 0; plane < _blocks!.Planes; plane++)
        {
            var combs = blocks.Select(block => _blocks.Comb(plane, block)).OrderByDescending(comb => comb.Near).ToArray();
            var (near, far) = (0.0, 0.0);
            foreach (var comb in combs.Take(Math.Max(1, (int)(combs.Length * _options.CombShare))))
            {
                near += comb.Near + _options.CombFloor;
                far += comb.Far + _options.CombFloor;
            }

            greatest = Math.Max(greatest, near / far);
        }

        return greatest;
    }

    /// <summary>Middle of an even count of values. The frame itself is left out: with it the median would follow light that changes with every frame.</summary>
    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
    }

    private double Flicker(double[] means, double contrast)
    {
        if (means.Length == 0 || contrast <= 0)
        {
            return 0;
        }

        var rest = new double[means.Length];
        for (var i = 0; i < means.Length; i++)
        {
            // As far to one side as to the other, or a fade would flicker at its ends.
            var half = Math.Min(_options.FlickerWindow / 2, Math.Min(i, means.Length - 1 - i));
            rest[i] = half == 0 ? 0 : means[i] - Median([.. means[(i - half)..i], .. means[(i + 1)..(i + half + 1)]]);
        }

        var mean = rest.Average();
        var variance = rest.Sum(value => (value - mean) * (value - mean)) / rest.Length;
        return Math.Sqrt(variance) / (contrast * _options.LumaRange);
    }
}
