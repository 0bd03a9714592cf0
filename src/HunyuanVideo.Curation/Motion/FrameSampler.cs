namespace HunyuanVideo.Curation.Motion;

/// <summary>
/// Chooses the frames that are matched: by time, not by number, and without the repeats of doubled or telecined film.
/// A repeat is left out only if a new picture follows soon; a longer run is a still picture and is measured as such.
/// Source: spec curation §4 S10, §16.
/// </summary>
internal sealed class FrameSampler(MotionOptions options)
{
    private readonly Queue<double> _differences = new();
    private SampledFrame? _held;
    private double _origin;
    private double _target;
    private double _lastTime;
    private bool _hasFirst;
    private bool _hasSecond;
    private int _repeats;

    /// <summary>Takes the next frame; returns the frames that are now chosen, in order.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="difference">Mean |ΔY| to the frame before it; of no meaning for the first.</param>
    public IReadOnlyList<SampledFrame> Add(SampledFrame frame, double difference)
    {
        if (!_hasFirst)
        {
            (_hasFirst, _origin) = (true, frame.Time);
            return [Choose(frame)];
        }

        _repeats = IsRepeat(difference) ? _repeats + 1 : 0;
        return _repeats > 0 && _repeats <= options.MostRepeats ? [] : Consider(frame);
    }

    /// <summary>The frame left at the end, if it is far enough from the last chosen or the only partner of the first.</summary>
    public SampledFrame? Finish() =>
        _held is { } frame && (!_hasSecond || frame.Time - _lastTime >= 0.5 / options.PairsPerSecond) ? frame : null;

    private List<SampledFrame> Consider(SampledFrame frame)
    {
        var chosen = new List<SampledFrame>();
        if (frame.Time >= _target && _held is { } before && _target - before.Time < frame.Time - _target)
        {
            chosen.Add(Choose(before));
            _hasSecond = true;
        }

        if (frame.Time >= _target)
        {
            chosen.Add(Choose(frame));
            _hasSecond = true;
        }
        else
        {
            _held = frame;
        }

        return chosen;
    }

    private SampledFrame Choose(SampledFrame frame)
    {
        var slot = Math.Floor(((frame.Time - _origin) * options.PairsPerSecond) + 0.5) + 1;
        (_target, _lastTime, _held) = (_origin + (slot / options.PairsPerSecond), frame.Time, null);
        return frame;
    }

    private bool IsRepeat(double difference)
    {
        _differences.Enqueue(difference);
        if (_differences.Count > options.RepeatMemory)
        {
            _differences.Dequeue();
        }

        var usual = _differences.Count < 2 ? 0 : _differences.OrderDescending().Skip(1).First();
        return difference < Math.Max(options.RepeatDifference, options.RepeatShare * usual);
    }
}
