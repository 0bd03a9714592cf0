namespace HunyuanVideo.Curation.Shots;

/// <summary>Transitions of a film, gathered strip by strip.</summary>
internal sealed class TransitionList
{
    private readonly List<Transition> _transitions = [];

    /// <summary>In order, none overlapping another.</summary>
    public IReadOnlyList<Transition> All => _transitions;

    /// <summary>Adds what a strip decides on.</summary>
    /// <param name="strip">The strip.</param>
    /// <param name="found">What was found in it, counted from its first frame.</param>
    public void Add(StripRange strip, IEnumerable<Transition> found)
    {
        foreach (var local in found)
        {
            var transition = local with { First = local.First + strip.Frames.First, Last = local.Last + strip.Frames.First };
            var isOurs = transition.First >= strip.Core.First && transition.First <= strip.Core.Last;
            if (isOurs && (_transitions.Count == 0 || transition.First > _transitions[^1].Last))
            {
                _transitions.Add(transition);
            }
        }
    }
}
