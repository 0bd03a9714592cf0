namespace HunyuanVideo.Curation.Stages;

/// <summary>What became of the units of one step: the four states sum up to what came in. Source: spec curation §1.</summary>
/// <param name="Step">The step, or the set.</param>
/// <param name="In">Units that came in.</param>
/// <param name="Accepted">That go on.</param>
/// <param name="Rejected">That fail a rule.</param>
/// <param name="Held">That lack a measurement.</param>
/// <param name="Quarantined">Whose file is at fault.</param>
public sealed record StepCount(string Step, long In, long Accepted, long Rejected, long Held, long Quarantined)
{
    /// <summary>Whether nothing vanished.</summary>
    public bool IsWhole => In == Accepted + Rejected + Held + Quarantined;
}
