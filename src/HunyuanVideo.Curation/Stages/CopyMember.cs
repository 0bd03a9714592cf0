namespace HunyuanVideo.Curation.Stages;

/// <summary>One clip of a group of copies.</summary>
/// <param name="ClipId">The clip.</param>
/// <param name="Keep">Whether it is the best.</param>
/// <param name="RankScore">How good it is, 0…1.</param>
/// <param name="Similarity">Likeness to the best, 0…1; null for itself and where they are joined over others.</param>
/// <param name="Path">Its film.</param>
/// <param name="StartS">Where it begins, in seconds.</param>
/// <param name="DurationS">How long it is, in seconds.</param>
public sealed record CopyMember(string ClipId, bool Keep, double RankScore, double? Similarity, string Path, double StartS, double DurationS);
