namespace HunyuanVideo.Curation.Shots;

/// <summary>What came of one film among many: its shots, or why there are none.</summary>
/// <param name="Path">The film, as it was named.</param>
/// <param name="Film">Its shots; null when it has a fault.</param>
/// <param name="Fault">One sentence; null when it was read.</param>
public sealed record ShotOutcome(string Path, SourceShots? Film, string? Fault);
