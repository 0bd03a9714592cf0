using HunyuanVideo.Curation.Decoding;

namespace HunyuanVideo.Curation.Shots;

/// <summary>All transitions of a stretch of film. Source: spec curation §7.</summary>
internal static class StripTransitions
{
    /// <summary>In order, none overlapping another; numbers are counted from the stretch's first frame.</summary>
    public static List<Transition> Find(IReadOnlyList<Thumbnail> frames, ShotOptions options, int workers)
    {
        var signals = SignalStrip.SignalsOf(frames, PictureBars.Find(frames), workers);
        return Find(SignalStrip.From(signals, options.Cuts.LeastDifference, workers), options, workers);
    }

    /// <summary>In order, none overlapping another.</summary>
    public static List<Transition> Find(SignalStrip strip, ShotOptions options, int workers)
    {
        var fades = new FadeFinder(strip, options.Fades).Find();
        var dissolves = new DissolveFinder(strip, options.Dissolves).Find(workers).Where(dissolve => !fades.Any(fade => Meets(fade, dissolve)));
        var gradual = fades.Concat(dissolves).ToList();

        // A cut inside a fade or dissolve is part of it.
        var cuts = new CutFinder(strip, options.Cuts).Find().Where(cut => !gradual.Any(other => cut.First >= other.First && cut.First <= other.Last + 1));
        return [.. gradual.Concat(cuts).OrderBy(transition => transition.First)];
    }

    private static bool Meets(Transition a, Transition b) => a.First <= b.Last + 1 && b.First <= a.Last + 1;
}
