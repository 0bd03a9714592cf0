namespace HunyuanVideo.Curation.Plugins;

/// <summary>Characters that a plug-in reads.</summary>
/// <param name="Text">Empty if it reads none.</param>
/// <param name="Score">Mean probability of the characters, 0…1; 0 for none.</param>
public sealed record TextLine(string Text, float Score);
