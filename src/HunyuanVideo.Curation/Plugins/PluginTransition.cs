namespace HunyuanVideo.Curation.Plugins;

/// <summary>A transition that a plug-in sees.</summary>
/// <param name="IsGradual">Dissolve or fade; else a cut.</param>
/// <param name="First">Cut: first frame of the new shot. Gradual: first mixed frame.</param>
/// <param name="Last">Cut: the same. Gradual: last mixed frame.</param>
/// <param name="Score">Greatest probability, 0…1.</param>
public sealed record PluginTransition(bool IsGradual, int First, int Last, float Score);
