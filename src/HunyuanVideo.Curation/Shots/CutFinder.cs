namespace HunyuanVideo.Curation.Shots;

/// <summary>Finds hard cuts. Source: spec curation §7, cuts.</summary>
internal sealed class CutFinder(SignalStrip strip, CutOptions options)
{
    /// <summary>Cuts in order, at least a shortest shot apart.</summary>
    public List<Transition> Find()
    {
        var cuts = new List<Transition>();
        for (var frame = options.LeastShot; frame <= strip.Count - options.LeastShot; frame++)
        {
            if (IsCandidate(frame) && IsNoFlash(frame))
            {
                Add(cuts, new Transition(TransitionKind.Cut, frame, frame, strip.Score(frame)));
            }
        }

        return cuts;
    }

    private bool IsCandidate(int frame)
    {
        var score = strip.Score(frame);
        return score >= options.LeastScore
            && score > strip.Score(frame - 1)
            && (frame + 1 == strip.Count || score >= strip.Score(frame + 1))
            && score >= options.MedianFactor * MedianAround(frame);
    }

    /// <summary>Shake, water and the like raise the median: there a cut must stand out more.</summary>
    private float MedianAround(int frame)
    {
        var (from, to) = (Math.Max(1, frame - options.MedianReach), Math.Min(strip.Count - 1, frame + options.MedianReach));
        var around = Enumerable.Range(from, to - from + 1).Where(other => other != frame).Select(other => strip.Score(other)).Order().ToList();
        return around.Count == 0 ? 0 : (around[(around.Count - 1) / 2] + around[around.Count / 2]) / 2;
    }

    /// <summary>If any frame before is like any frame behind, the scene went on.</summary>
    private bool IsNoFlash(int frame)
    {
        for (var before = frame - 1; before >= Math.Max(0, frame - options.FlashReach); before--)
        {
            for (var after = frame; after < Math.Min(strip.Count, frame + options.FlashReach); after++)
            {
                if (!strip.IsUnlike(before, after, options.LeastFlashScore))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Of two cuts nearer than the shortest shot the clearer one stays.</summary>
    private void Add(List<Transition> cuts, Transition cut)
    {
        if (cuts.Count == 0 || cut.First - cuts[^1].First >= options.LeastShot)
        {
            cuts.Add(cut);
        }
        else if (cut.Score > cuts[^1].Score)
        {
            cuts[^1] = cut;
        }
    }
}
