using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>Something a plug-in sees in a picture.</summary>
/// <param name="Label">Its class.</param>
/// <param name="Box">Where, in pixels of the picture.</param>
/// <param name="Score">0…1.</param>
public sealed record DetectedBox(string Label, PixelBox Box, float Score);
