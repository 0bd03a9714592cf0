namespace HunyuanVideo.Curation.Shots;

/// <summary>
/// Tells where a strip with frames left out must be decoded fully, because something may lie there. What it passes over
/// cannot be a cut: a cut at i needs every frame of i−4…i−1 to be unlike every frame of i…i+3, those that are known too.
/// </summary>
internal sealed class WindowFinder(SignalStrip strip, ShotOptions options, int workers)
{
    // A clear cut stands this far off every limit that a frame left out might still touch.
    private const float ClearScore = 0.30f;
    private const float ClearNeighbours = 0.7f;
    private const float ClearMedian = 1.15f;
    private const float ClearFlash = 0.27f;
    private const int ClearFlashReach = 2;

    private readonly CutOptions _cuts = options.Cuts;
    private readonly ShotDecodeOptions _decoding = options.Decoding;

    /// <summary>Stretches that hold frames left out and may hold a transition; they may overlap.</summary>
    public List<FrameRange> Find() =>
        HasLeftOut(new FrameRange(0, strip.Count - 1)) ? [.. Cuts().Concat(Fades()).Concat(Dissolves()).Where(HasLeftOut)] : [];

    private bool HasLeftOut(FrameRange range)
    {
        for (var frame = range.First; frame <= range.Last; frame++)
        {
            if (!strip.IsKnown(frame))
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<FrameRange> Cuts()
    {
        for (var frame = 1; frame < strip.Count; frame++)
        {
            // Frames further apart than flashes are looked for say nothing of a cut between them.
            var first = strip.KnownBefore(frame) + 1;
            if (!strip.IsKnown(frame) || (strip.Score(frame) < _cuts.LeastFlashScore && frame - first < _cuts.FlashReach))
            {
                continue;
            }

            for (var cut = first; cut <= frame; cut++)
            {
                var window = Around(cut, cut, _decoding.CutWindow);
                if (HasLeftOut(window) && !IsClear(cut) && IsPossible(cut))
                {
                    yield return window;
                }
            }
        }
    }

    private bool IsPossible(int cut) => IsUnlike(cut, _cuts.FlashReach, _cuts.LeastFlashScore);

    /// <summary>A cut between two known frames that the frames left out around it cannot undo.</summary>
    private bool IsClear(int cut)
    {
        if (!strip.IsKnown(cut) || !strip.IsKnown(cut - 1) || strip.Score(cut) < ClearScore)
        {
            return false;
        }

        var score = strip.Score(cut);
        return MathF.Max(strip.Score(cut - 1), Upper(cut + 1)) <= ClearNeighbours * score
            && _cuts.MedianFactor * ClearMedian * UpperMedian(cut) <= score
            && IsUnlike(cut, _cuts.FlashReach + ClearFlashReach, ClearFlash);
    }

    private bool IsUnlike(int cut, int reach, float least)
    {
        for (var before = Math.Max(0, cut - reach); before < cut; before++)
        {
            for (var after = cut; after < Math.Min(strip.Count, cut + reach); after++)
            {
                if (strip.IsKnown(before) && strip.IsKnown(after) && !strip.IsUnlike(before, after, least))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>S of a frame and the one before; across a gap no step is larger than the whole.</summary>
    private float Upper(int frame)
    {
        while (frame < strip.Count - 1 && !strip.IsKnown(frame))
        {
            frame++;
        }

        return frame < strip.Count ? strip.Score(frame) : 0;
    }

    private float UpperMedian(int cut)
    {
        var (from, to) = (Math.Max(1, cut - _cuts.MedianReach), Math.Min(strip.Count - 1, cut + _cuts.MedianReach));
        var around = Enumerable.Range(from, to - from + 1).Where(frame => frame != cut).Select(frame => Upper(frame)).Order().ToList();
        return around.Count == 0 ? 0 : around[around.Count / 2];
    }

    private IEnumerable<FrameRange> Fades()
    {
        var fades = options.Fades;
        var loose = fades with
        {
            BottomShare = fades.BottomShare * 1.3f,
            BottomDeviation = fades.BottomDeviation * 1.2f,
            LeastRise = fades.LeastRise / 2,
            LeastRamp = fades.LeastRamp / 2,
            LeastFrames = fades.LeastFrames / 2,
            LeastScore = fades.LeastScore - 0.05f,
        };
        return new FadeFinder(strip, loose).Find().Concat(new FadeFinder(strip, fades).Find())
            .Select(fade => Around(fade.First, fade.Last, _decoding.FadeWindow));
    }

    private IEnumerable<FrameRange> Dissolves()
    {
        var dissolves = options.Dissolves;
        var loose = dissolves with
        {
            SparseFrom = int.MaxValue,
            LeastChange = dissolves.LeastChange * 0.9f,
            MostLineError = dissolves.MostLineError + 0.03f,
            MostAcross = dissolves.MostAcross + 0.07f,
            MostStep = dissolves.MostStep * 2,
            MostContrast = dissolves.MostContrast + 0.04f,
            MostUnevenContrast = dissolves.MostUnevenContrast + 0.04f,
            UnevenContrast = dissolves.UnevenContrast + 0.05f,
            LeastScore = dissolves.LeastScore - 0.03f,
            LeastOuterScore = dissolves.LeastOuterScore - 0.04f,
            LeastPath = dissolves.LeastPath - 0.04f,
        };
        return new DissolveFinder(strip, loose).Stretches(_decoding.DissolveWindow, workers);
    }

    private FrameRange Around(int first, int last, int margin) => new(Math.Max(0, first - margin), Math.Min(strip.Count - 1, last + margin));
}
