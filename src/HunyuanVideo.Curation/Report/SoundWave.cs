namespace HunyuanVideo.Curation.Report;

/// <summary>The outline of a clip's sound.</summary>
/// <param name="ClipId">The clip.</param>
/// <param name="Peaks">Loudest sample of equal stretches, 0…1.</param>
public sealed record SoundWave(string ClipId, IReadOnlyList<double> Peaks);
