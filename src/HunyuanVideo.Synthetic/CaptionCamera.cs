namespace HunyuanVideo.Synthetic;

/// <summary>The camera's move in a <see cref="StructuredCaption"/>.</summary>
/// <param name="Label">"pan_left", "static" …</param>
/// <param name="Confidence">0 … 1; the toy world is sure.</param>
public sealed record CaptionCamera(string Label, double Confidence);
