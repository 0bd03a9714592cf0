namespace HunyuanVideo.Curation.Policies;

/// <summary>What changes between two policies over the same measurements.</summary>
/// <param name="CameIn">Units accepted by the second alone.</param>
/// <param name="WentOut">Units accepted by the first alone.</param>
/// <param name="Both">Units accepted by both.</param>
/// <param name="CameInRules">Rules of the first that had kept out what came in, most frequent first.</param>
/// <param name="WentOutRules">Rules of the second that keep out what went out, most frequent first.</param>
/// <param name="Examples">Some of the changed units, by identity.</param>
public sealed record PolicyDifference(
    long CameIn, long WentOut, long Both, IReadOnlyList<RuleCount> CameInRules, IReadOnlyList<RuleCount> WentOutRules, IReadOnlyList<ChangedUnit> Examples);
