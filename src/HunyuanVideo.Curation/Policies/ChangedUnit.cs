namespace HunyuanVideo.Curation.Policies;

/// <summary>A unit that two policies judge differently.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="Was">State under the first.</param>
/// <param name="Now">State under the second.</param>
/// <param name="Rules">The rules responsible.</param>
public sealed record ChangedUnit(string UnitId, string Was, string Now, IReadOnlyList<string> Rules);
