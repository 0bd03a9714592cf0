namespace HunyuanVideo.Curation.Policies;

/// <summary>What one rule costs a set, among its candidates.</summary>
/// <param name="Rule">Its name.</param>
/// <param name="Broken">Candidates that break it, whatever else they break.</param>
/// <param name="Missing">Candidates that lack its measurement.</param>
/// <param name="Marginal">Candidates that would come in were this rule alone left out, before duplicates and balance are decided anew.</param>
/// <param name="Remaining">Candidates that keep this rule and all before it.</param>
/// <param name="RemainingHours">Their length.</param>
public sealed record RuleCost(string Rule, long Broken, long Missing, long Marginal, long Remaining, double RemainingHours);
