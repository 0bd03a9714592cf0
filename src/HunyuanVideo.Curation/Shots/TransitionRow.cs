using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Shots;

/// <summary>One change from shot to shot. Source: spec curation §3.</summary>
[CurationTable("transition", nameof(SourceId), nameof(First))]
public sealed record TransitionRow
{
    /// <summary>The source.</summary>
    public required string SourceId { get; init; }

    /// <summary>A cut's first frame of the new shot, otherwise the first mixed frame.</summary>
    public required int First { get; init; }

    /// <summary><c>cut</c>, <c>dissolve</c> or <c>fade</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The last mixed frame; of a cut the same as <see cref="First"/>.</summary>
    public required int Last { get; init; }

    /// <summary>How unlike the shots on both sides are, 0…1.</summary>
    public required float Score { get; init; }

    /// <summary>Who found it.</summary>
    public required string Detector { get; init; }

    /// <summary>The row of a transition that <see cref="ShotFinder"/> found.</summary>
    public static TransitionRow From(string sourceId, Transition transition)
    {
        ArgumentNullException.ThrowIfNull(transition);
        return new TransitionRow
        {
            SourceId = sourceId,
            First = transition.First,
            Kind = transition.KindName,
            Last = transition.Last,
            Score = transition.Score,
            Detector = ShotFinder.DetectorName,
        };
    }
}
