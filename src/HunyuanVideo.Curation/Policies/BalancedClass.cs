namespace HunyuanVideo.Curation.Policies;

/// <summary>One class of a balanced set.</summary>
/// <param name="Class">The concept's number, or the value of the policy's column.</param>
/// <param name="Before">Its units that keep all other rules.</param>
/// <param name="After">Those of them in the set.</param>
/// <param name="Weight">The weight of each, 0…1.</param>
public sealed record BalancedClass(string Class, long Before, long After, double Weight);
