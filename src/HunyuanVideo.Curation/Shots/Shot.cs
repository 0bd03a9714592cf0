namespace HunyuanVideo.Curation.Shots;

/// <summary>Frames between two transitions, transition frames excluded.</summary>
/// <param name="First">First frame.</param>
/// <param name="Last">Last frame, inside.</param>
public sealed record Shot(int First, int Last)
{
    /// <summary>The shots of a film of <paramref name="frames"/> frames.</summary>
    /// <param name="transitions">In order, none overlapping another.</param>
    /// <param name="frames">Frames of the film.</param>
    public static IReadOnlyList<Shot> Between(IReadOnlyList<Transition> transitions, int frames)
    {
        ArgumentNullException.ThrowIfNull(transitions);
        var shots = new List<Shot>();
        var first = 0;
        foreach (var transition in transitions)
        {
            if (transition.First > first)
            {
                shots.Add(new Shot(first, transition.First - 1));
            }

            first = transition.First + transition.MixedFrames;
        }

        if (first < frames)
        {
            shots.Add(new Shot(first, frames - 1));
        }

        return shots;
    }
}
