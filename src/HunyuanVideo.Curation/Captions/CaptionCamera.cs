namespace HunyuanVideo.Curation.Captions;

/// <summary>What the camera does.</summary>
/// <param name="Label">One of <see cref="CameraSentence.Labels"/>.</param>
/// <param name="Confidence">0 … 1, or null if not said.</param>
public sealed record CaptionCamera(string Label, double? Confidence = null);
