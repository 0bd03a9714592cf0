namespace HunyuanVideo.Curation.Shots;

/// <summary>Finds dissolves: frames that walk evenly from one picture to another, none of which is a moved copy of the ends. Source: spec curation §7, dissolves.</summary>
internal sealed class DissolveFinder(SignalStrip strip, DissolveOptions options)
{
    private sealed record Proposal(int Before, int After, float Rank);

    /// <summary>Dissolves in order, none overlapping another.</summary>
    public List<Transition> Find(int workers)
    {
        var found = new List<Transition>();
        foreach (var proposal in Proposals(workers))
        {
            if (found.All(other => proposal.After < other.First - options.LeastGap || proposal.Before > other.Last + options.LeastGap) && Score(proposal) is { } score)
            {
                found.Add(Grow(proposal, score));
            }
        }

        return [.. found.OrderBy(transition => transition.First)];
    }

    /// <summary>Every stretch that might be a dissolve, better and worse ones of the same too, but for those whose frames are all known already.</summary>
    public IEnumerable<FrameRange> Stretches(int margin, int workers)
    {
        var seen = new bool[strip.Count];
        foreach (var proposal in Proposals(workers).OrderBy(proposal => proposal.Before - proposal.After))
        {
            var stretch = new FrameRange(Math.Max(0, proposal.Before - margin), Math.Min(strip.Count - 1, proposal.After + margin));
            if (!Enumerable.Range(stretch.First, stretch.Count).All(frame => seen[frame] || strip.IsKnown(frame)) && Score(proposal) is not null)
            {
                seen.AsSpan(stretch.First, stretch.Count).Fill(true);
                yield return stretch;
            }
        }
    }

    private List<Proposal> Proposals(int workers)
    {
        var proposals = new List<Proposal>[strip.Count];
        Parallel.For(0, strip.Count, new ParallelOptions { MaxDegreeOfParallelism = workers }, start => proposals[start] = ProposalsFrom(start));
        return [.. proposals.SelectMany(list => list).OrderBy(proposal => proposal.Rank).ThenBy(proposal => proposal.Before).ThenBy(proposal => proposal.After)];
    }

    private List<Proposal> ProposalsFrom(int before)
    {
        var proposals = new List<Proposal>();
        foreach (var length in options.Lengths)
        {
            var after = before + length + 1;
            if ((length < options.SparseFrom || before % 2 == 0) && after < strip.Count && Propose(before, after) is { } proposal)
            {
                proposals.Add(proposal);
            }
        }

        return proposals;
    }

    private Proposal? Propose(int before, int after)
    {
        if (!HasContrastDip(before, after))
        {
            return null;
        }

        var line = new MixingLine(strip[before], strip[after]);
        if (line.SquaredLength < options.LeastChange * FrameSignal.MeanCount || LineError(line, before, after) is not { } error)
        {
            return null;
        }

        var length = after - before - 1;
        var across = Enumerable.Range(before + 1, length).Sum(frame => (double)line.Across(strip[frame])) / length;
        var rank = (float)(error + (across / 2) - (options.LengthBonus * length));
        return across > options.MostAcross || rank > options.MostRank ? null : new Proposal(before, after, rank);
    }

    private bool HasContrastDip(int before, int after)
    {
        var (a, b) = (strip[before].Contrast, strip[after].Contrast);
        var isUneven = MathF.Min(a, b) < options.UnevenContrast * MathF.Max(a, b);
        return strip[(before + after) / 2].Contrast <= (isUneven ? options.MostUnevenContrast : options.MostContrast) * (a + b) / 2;
    }

    /// <summary>RMS distance of the mixing shares from the line; null where it is too large or a step is.</summary>
    private double? LineError(MixingLine line, int before, int after)
    {
        var length = after - before - 1;
        var (limit, mostStep) = ((double)options.MostLineError * options.MostLineError * length, options.MostStep + (options.StepFrames / (length + 1)));
        var middle = (length + 1) / 2;
        var middleError = line.Share(strip[before + middle]) - (middle / (length + 1.0));
        if (middleError * middleError > limit)
        {
            return null;   // most proposals end here, at the price of one frame
        }

        var (squares, last) = (0.0, 0f);
        for (var k = 1; k <= length; k++)
        {
            var share = line.Share(strip[before + k]);
            var error = share - (k / (length + 1.0));
            squares += error * error;
            if (squares > limit || MathF.Abs(share - last) > mostStep)
            {
                return null;
            }

            last = share;
        }

        return 1 - last > mostStep ? null : Math.Sqrt(squares / length);
    }

    /// <summary>S of the ends, or null where the pictures say that one scene moves on.</summary>
    private float? Score(Proposal proposal)
    {
        var (before, after) = (proposal.Before, proposal.After);
        var score = strip.Score(before, after);
        var middle = (before + after) / 2;
        return score >= options.LeastScore
            && strip.Score(Math.Max(0, before - options.OuterReach), after) >= options.LeastOuterScore
            && strip.Score(before, Math.Min(strip.Count - 1, after + options.OuterReach)) >= options.LeastOuterScore
            && strip.Score(before, middle, SearchReach.Far) + strip.Score(middle, after, SearchReach.Far) >= options.LeastPath
            ? score
            : null;
    }

    /// <summary>On slow moves the ends found are short of the true ones: they move out while frames go on along the line.</summary>
    private Transition Grow(Proposal proposal, float score)
    {
        var (before, after) = (proposal.Before, proposal.After);
        var line = new MixingLine(strip[before], strip[after]);
        var step = 1f / (after - before);
        var first = before;
        while (first > 0 && IsOnLine(line.Share(strip[first - 1]), (first - 1 - before) * step, 0))
        {
            first--;
        }

        var last = after;
        while (last < strip.Count - 1 && IsOnLine(line.Share(strip[last + 1]), (last + 1 - before) * step, 1))
        {
            last++;
        }

        return new Transition(TransitionKind.Dissolve, first + 1, last - 1, score);
    }

    /// <summary>Whether a frame beyond an end is nearer to the line than to the end's own picture.</summary>
    private bool IsOnLine(float share, float expected, float end) =>
        MathF.Abs(share - expected) <= MathF.Min(options.GrowthError, MathF.Abs(share - end));
}
