namespace HunyuanVideo.Training.Runs;

/// <summary>How far a run was at a time.</summary>
/// <param name="Step">Updates made.</param>
/// <param name="Time">When.</param>
/// <param name="Begins">Whether a process began here: the time before it is a pause.</param>
internal sealed record PacePoint(long Step, DateTimeOffset Time, bool Begins);
