namespace HunyuanVideo.Curation.Captions;

/// <summary>What is heard.</summary>
/// <param name="Class">"pure_sound", "sound_with_speech", "sound_with_music", "pure_music"; null in silence.</param>
/// <param name="Sound">The sounds in words.</param>
/// <param name="Music">The music in words.</param>
/// <param name="Speech">What is spoken.</param>
/// <param name="Merged">All of it in one sentence.</param>
public sealed record CaptionAudio(string? Class = null, string? Sound = null, string? Music = null, CaptionSpeech? Speech = null, string? Merged = null);
