namespace HunyuanVideo.Curation.Captions;

/// <summary>What is spoken.</summary>
/// <param name="Language">"en".</param>
/// <param name="Text">The words, or null.</param>
public sealed record CaptionSpeech(string? Language = null, string? Text = null);
