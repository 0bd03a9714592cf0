using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Motion;

/// <summary>
/// Measures how a clip moves: the picture as a whole and what moves by itself, at eight pairs a second of time. Keeps
/// three shrunk frames. Source: spec curation §4 S10, §16.
/// </summary>
public sealed class MotionAnalyser : IClipAnalyser
{
    /// <summary>Name of the stage.</summary>
    public const string Stage = "motion";

    /// <summary>Version of the algorithm: part of the stage key.</summary>
    public const int AlgorithmVersion = 1;

    private const double HighSpeedShare = 0.95;

    private readonly AnalysedClip _clip;
    private readonly MotionOptions _options;
    private readonly IOpticalFlow _flow;
    private readonly FrameSampler _sampler;
    private readonly GlobalMotionEstimator _global;
    private readonly ObjectMotionEstimator _objects;
    private readonly CameraFieldEstimator _camera;
    private readonly SpeedHistogram _speeds = new();
    private readonly List<PairMotion> _pairs = [];
    private readonly List<FrameChange> _changes = [];
    private readonly List<double> _fromStart = [];
    private LumaScaler? _scaler;
    private (int Width, int Height) _viewSize;
    private SampledFrame? _before;
    private SampledFrame? _first;
    private SampledFrame? _last;

    /// <param name="clip">The clip; its id seeds the trials.</param>
    /// <param name="options">Numbers of the stage.</param>
    /// <param name="camera">Numbers of the camera's field.</param>
    /// <param name="flow">Optical flow; by default <see cref="BlockMatcher"/>.</param>
    public MotionAnalyser(AnalysedClip clip, MotionOptions? options = null, CameraOptions? camera = null, IOpticalFlow? flow = null)
    {
        ArgumentNullException.ThrowIfNull(clip);
        (_clip, _options) = (clip, options ?? new MotionOptions());
        _flow = flow ?? new BlockMatcher(_options);
        _sampler = new FrameSampler(_options);
        _global = new GlobalMotionEstimator(_options);
        _objects = new ObjectMotionEstimator(_options);
        _camera = new CameraFieldEstimator(_options, camera ?? new CameraOptions());
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The frame has another size than the first.</exception>
    public void Add(ViewFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_scaler is null)
        {
            (_scaler, _viewSize) = (new LumaScaler(frame.Width, frame.Height, _options.LongSide), (frame.Width, frame.Height));
        }
        else if (_viewSize != (frame.Width, frame.Height))
        {
            throw new ArgumentException($"frame {frame.Index} is {frame.Width}×{frame.Height}, the clip began with {_viewSize.Width}×{_viewSize.Height}.", nameof(frame));
        }

        var sampled = new SampledFrame(frame.Index, frame.Time, _scaler.Scale(frame.Y));
        var difference = _before is null ? 0 : PlaneDifference.Mean(_before.Luma, sampled.Luma);
        if (_before is not null)
        {
            _changes.Add(new FrameChange(frame.Index, frame.Time, difference));
        }

        _before = sampled;
        foreach (var chosen in _sampler.Add(sampled, difference))
        {
            Measure(chosen);
        }
    }

    /// <summary>The measurement; null if the clip has fewer than two frames at different times, or a side under 8 pixels.</summary>
    public ClipMotion? Finish()
    {
        if (_sampler.Finish() is { } rest)
        {
            Measure(rest);
        }

        if (_pairs.Count == 0)
        {
            return null;
        }

        var luma = _first!.Luma;
        var (width, height) = PictureSize(luma);
        return new ClipMotion(Row(), _pairs, _changes, width, height);
    }

    private void Measure(SampledFrame frame)
    {
        _first ??= frame;
        if (_last is { } last && frame.Time > last.Time && Math.Min(frame.Luma.Width, frame.Luma.Height) >= BlockSad.Side)
        {
            _pairs.Add(Pair(last, frame));
            _fromStart.Add(PlaneDifference.Mean(_first.Luma, frame.Luma));
        }

        _last = frame;
    }

    private PairMotion Pair(SampledFrame first, SampledFrame second)
    {
        var rate = 1 / (second.Time - first.Time);
        var field = _flow.Between(first.Luma, second.Luma);
        var global = _global.Estimate(field, Philox.For(0, "motion " + _clip.ClipId, (ulong)_pairs.Count));
        field = field.Staying(global.Motion);
        var objects = _objects.Estimate(field, global.Motion);
        var (width, height) = PictureSize(first.Luma);
        CountSpeeds(field, rate);
        return new PairMotion(
            first.Index, second.Index, first.Time, second.Time, global.Motion, global.IsSupported,
            global.Motion.MeanLength(width, height) * rate, objects.Length * rate, objects.Coverage,
            PlaneDifference.Mean(first.Luma, second.Luma), _camera.Estimate(field, global));
    }

    private void CountSpeeds(FlowField field, double rate)
    {
        foreach (ref readonly var block in field.Blocks.AsSpan())
        {
            if (block.IsTextured)
            {
                _speeds.Add(Math.Sqrt((block.U * block.U) + (block.V * block.V)) * rate * 100 / field.Diagonal, 1 / rate);
            }
        }
    }

    private MotionRow Row()
    {
        var seconds = _pairs.Sum(pair => pair.Seconds);
        return new MotionRow
        {
            ClipId = _clip.ClipId,
            GlobalSpeed = (float)(_pairs.Sum(pair => pair.GlobalSpeed * pair.Seconds) / seconds),
            ObjectSpeed = (float)(_pairs.Sum(pair => pair.ObjectSpeed * pair.Seconds) / seconds),
            P95Speed = (float)_speeds.Quantile(HighSpeedShare),
            FrozenShare = (float)(_pairs.Where(pair => pair.Difference < _options.FrozenDifference).Sum(pair => pair.Seconds) / seconds),
            Jerk = (float)new GlobalPath(_pairs, _options.PairsPerSecond).Jerk(),
            Coverage = (float)(_pairs.Sum(pair => pair.Coverage * pair.Seconds) / seconds),
            Loop = IsLoop(),
        };
    }

    private bool IsLoop()
    {
        var usual = Median(_pairs.Select(pair => pair.Difference));
        return _pairs.Count >= _options.LoopLeastPairs
            && usual >= _options.FrozenDifference
            && _fromStart[^1] <= Math.Min(_options.LoopReturn * usual, _options.LoopShare * Median(_fromStart));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static (double Width, double Height) PictureSize(LumaPlane luma)
    {
        var diagonal = Math.Sqrt(((double)luma.Width * luma.Width) + ((double)luma.Height * luma.Height));
        return (100 * luma.Width / diagonal, 100 * luma.Height / diagonal);
    }
}
