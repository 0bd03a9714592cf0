namespace HunyuanVideo.Curation.Policies;

/// <summary>A policy whose thresholds were moved until its set has the wanted size.</summary>
/// <param name="Policy">The policy with the new thresholds.</param>
/// <param name="Position">How far the thresholds went along their quantiles, 0 (loosest) to 1.</param>
/// <param name="Count">Accepted units.</param>
/// <param name="Aim">Wanted units.</param>
/// <param name="IsReached">Whether the count is within 1 % of the aim.</param>
/// <param name="Obstacle">Where it is not: the rule that stands in the way and what it costs, in one sentence.</param>
public sealed record SolveResult(Policy Policy, double Position, long Count, long Aim, bool IsReached, string? Obstacle);
