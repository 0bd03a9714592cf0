using HunyuanVideo.Curation.Decoding;

namespace HunyuanVideo.Curation.Shots;

/// <summary>Takes a film's frames one by one and decides strip by strip, so that no more than a strip is in memory.</summary>
internal sealed class StripCollector(ShotOptions options, int workers)
{
    private readonly List<Thumbnail> _frames = [];
    private readonly TransitionList _transitions = new();
    private readonly List<long> _pts = [];
    private int _first;
    private int _core;

    /// <summary>Time stamps of all frames.</summary>
    public IReadOnlyList<long> Pts => _pts;

    /// <summary>Takes the next frame.</summary>
    public void Add(Thumbnail frame)
    {
        _frames.Add(frame);
        _pts.Add(frame.Pts);
        if (_pts.Count == _core + options.Decoding.StripCore + options.Decoding.StripOverlap)
        {
            Decide(_core + options.Decoding.StripCore);
            var kept = _core - options.Decoding.StripOverlap;
            _frames.RemoveRange(0, Math.Max(0, kept - _first));
            _first = Math.Max(_first, kept);
        }
    }

    /// <summary>Decides on what is left, and gives all transitions.</summary>
    public IReadOnlyList<Transition> Finish()
    {
        if (_core < _pts.Count)
        {
            Decide(_pts.Count);
        }

        return _transitions.All;
    }

    private void Decide(int end)
    {
        var strip = new StripRange(new FrameRange(_first, _pts.Count - 1), new FrameRange(_core, end - 1));
        _transitions.Add(strip, StripTransitions.Find(_frames, options, workers));
        _core = end;
    }
}
