namespace HunyuanVideo.Curation.Shots;

/// <summary>Signals of a stretch of film and the comparisons of neighbours in it; numbers are counted from the stretch's first frame.</summary>
internal sealed class SignalStrip
{
    private readonly FrameSignal[] _signals;
    private readonly float[] _scores;

    private SignalStrip(FrameSignal[] signals, float[] scores) => (_signals, _scores) = (signals, scores);

    /// <summary>Frames.</summary>
    public int Count => _signals.Length;

    /// <summary>Signal of a frame.</summary>
    public FrameSignal this[int frame] => _signals[frame];

    /// <summary>Computes the signals of <paramref name="frames"/>; the bars are those of the whole stretch.</summary>
    /// <param name="frames">Consecutive frames.</param>
    /// <param name="leastDifference">Mean |Δg| below which neighbours are not compared.</param>
    /// <param name="workers">Threads; they do not change the result.</param>
    public static SignalStrip From(IReadOnlyList<Thumbnail> frames, float leastDifference, int workers)
    {
        var bars = PictureBars.Find(frames);
        var signals = new FrameSignal[frames.Count];
        var scores = new float[frames.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = workers };
        Parallel.For(0, frames.Count, options, frame => signals[frame] = FrameSignal.From(bars.Remove(frames[frame].Planes)));
        Parallel.For(1, Math.Max(1, frames.Count), options, frame => scores[frame] = Compare(signals[frame - 1], signals[frame], leastDifference));
        return new SignalStrip(signals, scores);
    }

    /// <summary>S of a frame and the one before it; 0 for the first, and where they are alike at first sight.</summary>
    public float Score(int frame) => _scores[frame];

    /// <summary>S of any two frames.</summary>
    public float Score(int a, int b) => Score(a, b, SearchReach.Near);

    /// <summary>S of any two frames, searched as far as <paramref name="reach"/>.</summary>
    public float Score(int a, int b, SearchReach reach) => Dissimilarity.Between(_signals[a], _signals[b], reach);

    private static float Compare(FrameSignal before, FrameSignal after, float leastDifference) =>
        after.Difference(before) > leastDifference ? Dissimilarity.Between(before, after, SearchReach.Near) : 0;
}
