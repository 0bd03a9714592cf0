namespace HunyuanVideo.Curation.Shots;

/// <summary>Cuts shots into clips of 2–16 s, away from the transitions; a picture is a clip of one frame. Source: spec curation §2, §4 S1 and S3.</summary>
/// <param name="Clips">In order.</param>
/// <param name="TooShort">Shots that hold no clip.</param>
public sealed record ClipPlan(IReadOnlyList<PlannedClip> Clips, IReadOnlyList<Shot> TooShort)
{
    // Times are sums of rounded intervals: a shot of exactly two seconds must not fail by the last bit.
    private const double Rounding = 1e-6;

    /// <summary>The clips of a film.</summary>
    /// <param name="film">Its shots and times.</param>
    /// <param name="options">Numbers.</param>
    public static ClipPlan From(SourceShots film, ClipPlanOptions options)
    {
        ArgumentNullException.ThrowIfNull(film);
        ArgumentNullException.ThrowIfNull(options);
        if (film.Times.Count == 1)
        {
            return new ClipPlan([.. film.Shots.Select(shot => new PlannedClip(shot, shot.First, shot.Last, StartFrames: 1))], []);      // a still has no length to ask for
        }

        var (clips, tooShort) = (new List<PlannedClip>(), new List<Shot>());
        foreach (var shot in film.Shots)
        {
            var parts = Parts(film, shot, options).ToList();
            clips.AddRange(parts);
            if (parts.Count == 0)
            {
                tooShort.Add(shot);
            }
        }

        return new ClipPlan(clips, tooShort);
    }

    private static IEnumerable<PlannedClip> Parts(SourceShots film, Shot shot, ClipPlanOptions options)
    {
        var first = shot.First + Trim(film.Transitions.LastOrDefault(transition => transition.First <= shot.First), options);
        var last = shot.Last - Trim(film.Transitions.FirstOrDefault(transition => transition.First > shot.Last), options);
        if (last <= first || film.Times.Duration(first, last) < options.LeastSeconds - Rounding)
        {
            yield break;
        }

        var seconds = film.Times.Duration(first, last);
        var count = (int)Math.Ceiling((seconds - Rounding) / options.MostSeconds);
        var from = first;
        for (var part = 1; part <= count; part++)
        {
            var to = part == count ? last : LastBefore(film.Times, from, last, film.Times.Seconds(first) + (seconds * part / count));
            yield return new PlannedClip(shot, from, to, StartFrames(film.Times, from, to, options));
            from = to + 1;
        }
    }

    private static int Trim(Transition? edge, ClipPlanOptions options) => edge switch
    {
        null => 0,
        { Kind: TransitionKind.Cut } => options.CutTrim,
        _ => options.GradualTrim,
    };

    /// <summary>The last frame shown before a moment.</summary>
    private static int LastBefore(FrameTimes times, int from, int last, double moment)
    {
        while (from < last && times.Seconds(from + 1) < moment - Rounding)
        {
            from++;
        }

        return from;
    }

    /// <summary>A sharp start must not cost the clip its least length.</summary>
    private static int StartFrames(FrameTimes times, int from, int to, ClipPlanOptions options)
    {
        var frames = Math.Max(1, Math.Min(options.MostStartFrames, (int)(options.MostStartShare * (to - from + 1))));
        while (frames > 1 && times.Duration(from + frames - 1, to) < options.LeastSeconds - Rounding)
        {
            frames--;
        }

        return frames;
    }
}
