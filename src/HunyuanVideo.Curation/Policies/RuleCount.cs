namespace HunyuanVideo.Curation.Policies;

/// <summary>How often a rule stands among reasons.</summary>
/// <param name="Rule">Its name.</param>
/// <param name="Units">Units.</param>
public sealed record RuleCount(string Rule, long Units);
