namespace HunyuanVideo.Synthetic;

/// <summary>A prompt with two things for evaluation, with what the video must show.</summary>
/// <param name="Text">The plainest caption.</param>
/// <param name="Expected">The scene it tells of; places count only for the relation.</param>
/// <param name="IsUnseen">Whether training never showed the combination of one of the things.</param>
public sealed record PairPrompt(string Text, Scene Expected, bool IsUnseen);
