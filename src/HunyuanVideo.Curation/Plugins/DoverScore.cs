namespace HunyuanVideo.Curation.Plugins;

/// <summary>A clip's quality as a DOVER model sees it.</summary>
/// <param name="Technical">Technical score, raw.</param>
/// <param name="Aesthetic">Aesthetic score, raw.</param>
/// <param name="Fused">Both together, 0…1.</param>
public sealed record DoverScore(double Technical, double Aesthetic, double Fused);
