namespace HunyuanVideo.Synthetic;

/// <summary>A thing meets an edge of the frame.</summary>
/// <param name="Progress">Place in the clip, 0 … 1.</param>
/// <param name="Speed">Speed towards the edge, shorter sides per clip.</param>
public readonly record struct Collision(double Progress, double Speed);
