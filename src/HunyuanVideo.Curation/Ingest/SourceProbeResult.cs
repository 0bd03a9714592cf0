namespace HunyuanVideo.Curation.Ingest;

/// <summary>What S1 found.</summary>
/// <param name="Probe">The source as shown.</param>
/// <param name="Times">When each frame is shown.</param>
/// <param name="IsRepaired">Time stamps did not rise and were replaced by a constant step.</param>
public sealed record SourceProbeResult(ProbeRow Probe, FrameTimeRow Times, bool IsRepaired);
