namespace HunyuanVideo.Curation.Audio;

/// <summary>The class of a clip's sound and what it follows from.</summary>
/// <param name="Class">One of the four classes; null in silence.</param>
/// <param name="ClassScores">Soft scores of the four, sum 1; null in silence.</param>
/// <param name="SpeechShare">Share of sounding seconds that hold speech, 0…1.</param>
/// <param name="MusicShare">Share of sounding seconds that hold music, 0…1.</param>
public sealed record SoundKind(string? Class, float[]? ClassScores, float SpeechShare, float MusicShare);
