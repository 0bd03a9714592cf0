namespace HunyuanVideo.Curation.Captions;

/// <summary>A thing that is seen.</summary>
/// <param name="Name">"circle".</param>
/// <param name="Colour">"red".</param>
/// <param name="Size">"small".</param>
/// <param name="Motion">"moves to the right".</param>
public sealed record CaptionThing(string Name, string? Colour = null, string? Size = null, string? Motion = null);
