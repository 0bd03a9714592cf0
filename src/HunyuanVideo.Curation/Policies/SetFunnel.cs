namespace HunyuanVideo.Curation.Policies;

/// <summary>What became of the units of one set.</summary>
/// <param name="Set">The set.</param>
/// <param name="From">The set its candidates were accepted in; null: all units.</param>
/// <param name="Unit"><c>clip</c> or <c>image</c>.</param>
/// <param name="Units">All units of that kind.</param>
/// <param name="Candidates">Units accepted in <paramref name="From"/>.</param>
/// <param name="CandidateHours">Their length.</param>
/// <param name="Accepted">Candidates that are in the set.</param>
/// <param name="AcceptedHours">Their length.</param>
/// <param name="Rejected">Candidates with a broken rule.</param>
/// <param name="Held">Candidates without a broken rule that lack a measurement.</param>
/// <param name="Quarantined">Candidates whose file is at fault.</param>
/// <param name="Aim">Wanted count, or null.</param>
/// <param name="Rules">Costs, in the policy's order; the balance last where there is one.</param>
/// <param name="Sql">The statements that made the numbers.</param>
public sealed record SetFunnel(
    string Set, string? From, string Unit, long Units, long Candidates, double CandidateHours, long Accepted, double AcceptedHours,
    long Rejected, long Held, long Quarantined, long? Aim, IReadOnlyList<RuleCost> Rules, string Sql);
