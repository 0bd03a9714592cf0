namespace HunyuanVideo.Training;

/// <summary>One finished update.</summary>
/// <param name="Step">Updates made so far.</param>
/// <param name="Steps">Updates of the whole run.</param>
/// <param name="Loss">Loss of this update.</param>
/// <param name="StepsPerSecond">Rate over the last updates.</param>
/// <param name="TimeLeft">Estimate of what remains.</param>
public sealed record TrainingProgress(long Step, long Steps, double Loss, double StepsPerSecond, TimeSpan TimeLeft);
