namespace HunyuanVideo.Evaluation;

/// <summary>A toy clip that was noised, and what a model made of it.</summary>
/// <param name="Sigma">Share of noise that the model started from: 0 none, 1 nothing else.</param>
/// <param name="Checks">What the judge still finds as it was drawn.</param>
/// <param name="Error">Distance of the latents from the clip's own, as a share of their length.</param>
public sealed record RestoredClip(double Sigma, AttributeChecks Checks, double Error);
