namespace HunyuanVideo.Synthetic;

/// <summary>A prompt for evaluation, with what the video must show.</summary>
/// <param name="Text">The plainest caption.</param>
/// <param name="Expected">The attributes it names.</param>
/// <param name="IsUnseen">Whether training never showed the combination.</param>
public sealed record ToyPrompt(string Text, Combination Expected, bool IsUnseen);
