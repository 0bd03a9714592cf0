namespace HunyuanVideo.Curation.Motion;

/// <summary>All that the motion stage knows of a clip.</summary>
/// <param name="Row">The measurement.</param>
/// <param name="Pairs">Measured pairs in order of time; the second frame of one is the first of the next.</param>
/// <param name="Changes">Every frame but the first, against the frame before it: the view's own rate.</param>
/// <param name="PictureWidth">Width of the picture in % of its diagonal.</param>
/// <param name="PictureHeight">Height in % of the diagonal.</param>
public sealed record ClipMotion(
    MotionRow Row, IReadOnlyList<PairMotion> Pairs, IReadOnlyList<FrameChange> Changes, double PictureWidth, double PictureHeight)
{
    /// <summary>Motion of the picture as a whole from one time to another, both in seconds since the source's first frame; linear between measured frames.</summary>
    /// <param name="from">Earlier time; before the first frame counts as the first.</param>
    /// <param name="to">Later time; behind the last measured frame counts as that frame.</param>
    public SimilarityMotion GlobalBetween(double from, double to)
    {
        var motion = SimilarityMotion.None;
        foreach (var pair in Pairs)
        {
            var share = (Math.Min(to, pair.EndTime) - Math.Max(from, pair.StartTime)) / pair.Seconds;
            if (share > 0)
            {
                motion = motion.Then(pair.Global.Scaled(share));
            }
        }

        return motion;
    }

    /// <summary>Speed of what moves by itself at a time, % of the diagonal per second; linear between the middles of the pairs.</summary>
    public double ObjectSpeedAt(double time)
    {
        var next = 0;
        while (next < Pairs.Count && Middle(Pairs[next]) < time)
        {
            next++;
        }

        if (next == 0 || next == Pairs.Count)
        {
            return Pairs[Math.Min(next, Pairs.Count - 1)].ObjectSpeed;
        }

        var (a, b) = (Pairs[next - 1], Pairs[next]);
        var share = (time - Middle(a)) / (Middle(b) - Middle(a));
        return a.ObjectSpeed + (share * (b.ObjectSpeed - a.ObjectSpeed));
    }

    private static double Middle(PairMotion pair) => (pair.StartTime + pair.EndTime) / 2;
}
