using HunyuanVideo.Curation.Decoding;

namespace HunyuanVideo.Curation.Shots;

/// <summary>
/// Signals of a stretch of film and the comparisons of neighbours in it; numbers are counted from the stretch's first frame.
/// Frames that were left out stand between those that were not: means by interpolation, structure of the one before.
/// </summary>
internal sealed class SignalStrip
{
    private readonly FrameSignal?[] _known;
    private readonly FrameSignal[] _signals;
    private readonly float[] _scores;
    private readonly int[] _knownBefore;

    private SignalStrip(FrameSignal?[] known, FrameSignal[] signals, float[] scores, int[] knownBefore) =>
        (_known, _signals, _scores, _knownBefore) = (known, signals, scores, knownBefore);

    /// <summary>Frames.</summary>
    public int Count => _signals.Length;

    /// <summary>Signal of a frame.</summary>
    public FrameSignal this[int frame] => _signals[frame];

    /// <summary>Compares neighbours; left-out ones are null, but never the first.</summary>
    /// <param name="known">Signals of consecutive frames.</param>
    /// <param name="leastDifference">Mean |Δg| below which neighbours are not compared.</param>
    /// <param name="workers">Threads; they do not change the result.</param>
    /// <param name="earlier">The same stretch with fewer frames known, whose comparisons are kept; null: none.</param>
    public static SignalStrip From(FrameSignal?[] known, float leastDifference, int workers, SignalStrip? earlier = null)
    {
        var before = KnownBefore(known);
        var scores = new float[known.Length];
        Parallel.For(1, Math.Max(1, known.Length), new ParallelOptions { MaxDegreeOfParallelism = workers }, frame =>
        {
            if (known[frame] is { } signal)
            {
                var isKept = earlier is not null && earlier.IsKnown(frame) && earlier._knownBefore[frame] == before[frame];
                scores[frame] = isKept ? earlier!._scores[frame] : Compare(known[before[frame]]!, signal, leastDifference);
            }
        });
        return new SignalStrip(known, Fill(known, before), scores, before);
    }

    /// <summary>The signals of thumbnails, null for null.</summary>
    public static FrameSignal?[] SignalsOf(IReadOnlyList<Thumbnail?> frames, PictureBars bars, int workers)
    {
        var signals = new FrameSignal?[frames.Count];
        Parallel.For(0, frames.Count, new ParallelOptions { MaxDegreeOfParallelism = workers }, frame =>
            signals[frame] = frames[frame] is { } thumbnail ? FrameSignal.From(bars.Remove(thumbnail.Planes)) : null);
        return signals;
    }

    /// <summary>Whether the frame itself was decoded.</summary>
    public bool IsKnown(int frame) => _known[frame] is not null;

    /// <summary>The nearest decoded frame before a frame; −1 before the first.</summary>
    public int KnownBefore(int frame) => _knownBefore[frame];

    /// <summary>S of a frame and the decoded one before it; 0 for the first, for one left out, and where they are alike at first sight.</summary>
    public float Score(int frame) => _scores[frame];

    /// <summary>S of any two frames.</summary>
    public float Score(int a, int b) => Score(a, b, SearchReach.Near);

    /// <summary>S of any two frames, searched as far as <paramref name="reach"/>.</summary>
    public float Score(int a, int b, SearchReach reach) => Dissimilarity.Between(_signals[a], _signals[b], reach);

    /// <summary>Whether S of two frames is at least <paramref name="least"/>.</summary>
    public bool IsUnlike(int a, int b, float least) => Dissimilarity.IsAtLeast(_signals[a], _signals[b], least);

    private static float Compare(FrameSignal before, FrameSignal after, float leastDifference) =>
        after.Difference(before) > leastDifference ? Dissimilarity.Between(before, after, SearchReach.Near) : 0;

    private static int[] KnownBefore(FrameSignal?[] known)
    {
        var before = new int[known.Length];
        for (var (frame, last) = (0, -1); frame < known.Length; frame++)
        {
            before[frame] = last;
            last = known[frame] is null ? last : frame;
        }

        return before;
    }

    private static FrameSignal[] Fill(FrameSignal?[] known, int[] before)
    {
        var filled = new FrameSignal[known.Length];
        var after = -1;
        for (var frame = known.Length - 1; frame >= 0; frame--)
        {
            after = known[frame] is null ? after : frame;
            filled[frame] = known[frame] ?? (after < 0
                ? known[before[frame]]!
                : FrameSignal.Between(known[before[frame]]!, known[after]!, (frame - before[frame]) / (float)(after - before[frame])));
        }

        return filled;
    }
}
