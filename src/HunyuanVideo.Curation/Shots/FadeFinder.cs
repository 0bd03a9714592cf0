namespace HunyuanVideo.Curation.Shots;

/// <summary>Finds fades through a flat picture, and those a film begins or ends with. Source: spec curation §7, fades.</summary>
internal sealed class FadeFinder(SignalStrip strip, FadeOptions options)
{
    /// <summary>Fades in order.</summary>
    public List<Transition> Find()
    {
        var fades = new List<Transition>();
        for (var frame = 0; frame < strip.Count; frame++)
        {
            if (!IsBottom(frame))
            {
                continue;
            }

            var last = LastBottom(frame);
            if (Fade(frame, last) is { } fade)
            {
                fades.Add(fade);
            }

            frame = last;
        }

        return fades;
    }

    private bool IsFlat(int frame) => strip[frame].Deviation < options.BottomDeviation;

    private bool IsBottom(int frame)
    {
        if (!IsFlat(frame))
        {
            return false;
        }

        // A film that begins or ends flat has a plateau on one side only.
        var (first, last) = (frame, frame);
        while (first > 0 && IsFlat(first - 1) && frame - first < options.PlateauReach)
        {
            first--;
        }

        while (last < strip.Count - 1 && IsFlat(last + 1) && last - frame < options.PlateauReach)
        {
            last++;
        }

        var before = first == 0 ? float.MaxValue : PlateauBefore(first);
        var after = last == strip.Count - 1 ? float.MaxValue : PlateauAfter(last);
        var plateau = MathF.Min(before, after);
        return plateau < float.MaxValue && strip[frame].Deviation <= options.BottomShare * plateau;
    }

    private int LastBottom(int frame)
    {
        while (frame + 1 < strip.Count && IsBottom(frame + 1))
        {
            frame++;
        }

        return frame;
    }

    private float PlateauBefore(int frame) => Highest(Math.Max(0, frame - options.PlateauReach), frame - 1);

    private float PlateauAfter(int frame) => Highest(frame + 1, Math.Min(strip.Count - 1, frame + options.PlateauReach));

    private float Highest(int first, int last)
    {
        var highest = 0f;
        for (var frame = first; frame <= last; frame++)
        {
            highest = MathF.Max(highest, strip[frame].Deviation);
        }

        return highest;
    }

    private Transition? Fade(int firstBottom, int lastBottom)
    {
        var first = firstBottom;
        var rise = options.LeastRise * PlateauBefore(firstBottom);
        while (first > 0 && strip[first - 1].Deviation - strip[first].Deviation > rise)
        {
            first--;
        }

        var last = lastBottom;
        rise = options.LeastRise * PlateauAfter(lastBottom);
        while (last < strip.Count - 1 && strip[last + 1].Deviation - strip[last].Deviation > rise)
        {
            last++;
        }

        return Accept(first, last, Math.Max(firstBottom - first, last - lastBottom));
    }

    /// <summary>The outermost frame of a ramp is the first that is not mixed any more.</summary>
    private Transition? Accept(int first, int last, int ramp)
    {
        if (ramp < options.LeastRamp || last - first + 1 < options.LeastFrames)
        {
            return null;
        }

        var score = first == 0 || last == strip.Count - 1 ? 1 : strip.Score(first, last);
        return score < options.LeastScore ? null : new Transition(TransitionKind.Fade, first == 0 ? 0 : first + 1, last == strip.Count - 1 ? last : last - 1, score);
    }
}
