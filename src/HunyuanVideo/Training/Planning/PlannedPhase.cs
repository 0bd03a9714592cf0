namespace HunyuanVideo.Training.Planning;

/// <summary>Updates of one kind.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Steps">How many, expected where it is drawn.</param>
/// <param name="Flops">Floating-point operations of one.</param>
/// <param name="SecondsPerStep">Time of one; null if not known.</param>
public sealed record PlannedPhase(string Name, double Steps, double Flops, double? SecondsPerStep);
