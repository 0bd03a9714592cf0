using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Picture;

/// <summary>Sharpness, defocus and motion blur from native planes. Source: spec curation §4 S9.</summary>
/// <remarks>
/// Motion blur takes fine gradients along the motion and leaves coarse ones: the ratio along to across is compared between
/// both scales, so that a picture full of upright things is not blurred by nature.
/// </remarks>
public sealed class ClarityAnalyser : INativePlaneAnalyser
{
    /// <summary>Name of the stage.</summary>
    public const string Stage = "clarity";

    /// <summary>Version of the algorithm.</summary>
    public const int Version = 2;

    private const double LowShare = 0.1;                // the percentile of lap_var_p10
    private const double RoundingDetail = 20 / 12.0;    // Laplacian energy of rounding to whole levels, per pixel
    private const double GradientFloor = 1e-6;

    private readonly AnalysedClip _clip;
    private readonly ClarityOptions _options;
    private readonly List<(SharpnessSums[] Cells, EdgeCandidate[] Edges)> _planes = [];
    private SharpnessOfPlane? _measure;

    /// <param name="clip">The clip that will be shown.</param>
    /// <param name="options">How sharpness is measured and judged.</param>
    public ClarityAnalyser(AnalysedClip clip, ClarityOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(clip);
        _clip = clip;
        _options = options ?? new ClarityOptions();
    }

    /// <inheritdoc/>
    public void AddPlane(LumaPlane plane)
    {
        ArgumentNullException.ThrowIfNull(plane);
        var scale = Math.Min(1, _options.ReferenceLines / (double)Math.Min(plane.Width, plane.Height));
        var (width, height) = (Math.Max(1, (int)Math.Round(plane.Width * scale)), Math.Max(1, (int)Math.Round(plane.Height * scale)));
        _measure ??= new SharpnessOfPlane(width, height, _options);
        _planes.Add(_measure.Measure(
            scale < 1 ? AreaScaler.Down(plane.Pixels, plane.Width, plane.Height, width, height) : plane.Pixels.AsSpan(0, width * height)));
    }

    /// <summary>The measures inside <paramref name="crop"/>.</summary>
    /// <param name="crop">In source pixels.</param>
    /// <param name="shifts">Motion of the whole picture at each plane, in their order; without it nothing is called motion blur.</param>
    /// <exception cref="InvalidOperationException">No plane was added.</exception>
    public ClarityRow Finish(PixelBox crop, IReadOnlyList<GlobalShift>? shifts = null)
    {
        if (_measure is null)
        {
            throw new InvalidOperationException("A measurement of clarity needs at least one native plane.");
        }

        var cells = _measure.Grid.Inside(crop, _clip.Width, _clip.Height);
        var sums = _planes.Select(plane => Sum(plane.Cells, cells)).ToArray();
        var laplacians = sums.Select(sum => sum.NormalisedLaplacianVariance()).Order().ToArray();
        var edgeWidth = EdgeWidth(cells, sums);
        var motionBlur = MotionBlur(sums, shifts ?? []);
        var clear = Logistic.Below(edgeWidth, _options.HalfClearWidth, _options.WidthSoftness);
        return new ClarityRow
        {
            ClipId = _clip.ClipId,
            LapVarP10 = (float)laplacians[(int)(LowShare * (laplacians.Length - 1))],
            LapVarMedian = (float)laplacians[laplacians.Length / 2],
            EdgeWidthPx = (float)edgeWidth,
            MotionBlur = (float)motionBlur,
            Defocus = (float)Defocus(sums),
            Clarity = (float)(clear * (1 - (_options.MotionBlurWeight * motionBlur))),
        };
    }

    private static SharpnessSums Sum(SharpnessSums[] cells, IReadOnlyList<int> inside)
    {
        var sum = default(SharpnessSums);
        foreach (var cell in inside)
        {
            sum.Add(cells[cell]);
        }

        return sum;
    }

    /// <summary>Mean width of each plane's strongest edges in the crop, per reference lines.</summary>
    private double EdgeWidth(IReadOnlyList<int> cells, SharpnessSums[] sums)
    {
        var inside = new bool[_measure!.Grid.Count];
        foreach (var cell in cells)
        {
            inside[cell] = true;
        }

        var (total, count) = (0.0, 0);
        for (var plane = 0; plane < _planes.Count; plane++)
        {
            var edges = _planes[plane].Edges.Where(edge => inside[edge.Cell]).ToArray();
            Array.Sort(Array.ConvertAll(edges, edge => -edge.Strength), edges);
            var most = Math.Min(edges.Length, Math.Max(1, (int)(_options.EdgeShare * sums[plane].LatticePixels)));
            var strongest = most == 0 ? 0 : edges[(int)(_options.StrongestShare * (most - 1))].Strength;
            foreach (var edge in edges.Take(most).TakeWhile(edge => edge.Strength >= _options.LeastRelativeStrength * strongest))
            {
                total += edge.Width;
                count++;
            }
        }

        var width = count == 0 ? 2 * _options.ProfileRadius : total / count;
        return width * _options.ReferenceLines / Math.Min(_measure.Grid.Width, _measure.Grid.Height);
    }

    private double MotionBlur(SharpnessSums[] sums, IReadOnlyList<GlobalShift> shifts)
    {
        var blur = 0.0;
        for (var plane = 0; plane < Math.Min(sums.Length, shifts.Count); plane++)
        {
            var shift = shifts[plane];
            if (shift.Length < _options.LeastShift)
            {
                continue;
            }

            var ratio = sums[plane].Fine.AlongOverAcross(shift.X, shift.Y, GradientFloor)
                / sums[plane].Coarse.AlongOverAcross(shift.X, shift.Y, GradientFloor);
            blur += Math.Clamp(1 - (ratio / _options.UnblurredRatio), 0, 1);
        }

        return blur / sums.Length;
    }

    private static double Defocus(SharpnessSums[] sums)
    {
        var (detail, reblurred) = (0.0, 0.0);
        foreach (var sum in sums)
        {
            detail += sum.Detail - (RoundingDetail * sum.DetailPixels);
            reblurred += sum.ReblurredDetail;
        }

        return detail <= reblurred ? 1 : reblurred / detail;
    }
}
