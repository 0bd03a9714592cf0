namespace HunyuanVideo.Curation.Shots;

/// <summary>Frames of a shot that make a clip, before its sharp start is known.</summary>
/// <param name="Shot">The shot it lies in.</param>
/// <param name="First">First frame.</param>
/// <param name="Last">Last frame, inside.</param>
/// <param name="StartFrames">Frames from the first among which the start is chosen, at least 1.</param>
public sealed record PlannedClip(Shot Shot, int First, int Last, int StartFrames);
