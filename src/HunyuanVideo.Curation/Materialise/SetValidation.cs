namespace HunyuanVideo.Curation.Materialise;

/// <summary>What re-reading a set found.</summary>
/// <param name="Items">Items read.</param>
/// <param name="Faults">One sentence each; empty where all is well.</param>
public sealed record SetValidation(int Items, IReadOnlyList<string> Faults);
