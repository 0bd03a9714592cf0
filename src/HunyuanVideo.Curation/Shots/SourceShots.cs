namespace HunyuanVideo.Curation.Shots;

/// <summary>What <see cref="ShotFinder"/> found in one film.</summary>
/// <param name="Times">When each frame is shown.</param>
/// <param name="Transitions">In order, none overlapping another.</param>
/// <param name="Shots">What lies between.</param>
public sealed record SourceShots(FrameTimes Times, IReadOnlyList<Transition> Transitions, IReadOnlyList<Shot> Shots)
{
    /// <summary>Whether the decoder complained: pictures may be missing, and the film may be cut short.</summary>
    public bool IsDamaged { get; init; }

    internal static SourceShots Of(IReadOnlyList<Transition> transitions, IReadOnlyList<long> pts, (int Numerator, int Denominator) timeBase) =>
        new(FrameTimes.From(pts, timeBase.Numerator, timeBase.Denominator), transitions, Shot.Between(transitions, pts.Count));
}
