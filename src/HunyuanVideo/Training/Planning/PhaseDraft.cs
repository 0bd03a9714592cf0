namespace HunyuanVideo.Training.Planning;

/// <summary>A kind of update before it is timed.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Steps">How many, expected where it is drawn.</param>
/// <param name="Work">By arithmetic.</param>
/// <param name="LastUpdate">Index of the last such update.</param>
internal sealed record PhaseDraft(string Name, double Steps, StepWork Work, long LastUpdate);
