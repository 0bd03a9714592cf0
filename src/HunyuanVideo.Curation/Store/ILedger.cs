namespace HunyuanVideo.Curation.Store;

/// <summary>
/// Who works on what, and what became of it. The rows of a unit are safe on disk before its state is told here.
/// Source: spec curation §5, §12.
/// </summary>
public interface ILedger
{
    /// <summary>State of a unit's latest attempt, or null when it was never tried or was released from quarantine.</summary>
    string? StateOf(WorkUnit unit);

    /// <summary>Asks for a unit; null when it is done, quarantined, taken down or in other hands.</summary>
    WorkClaim? TryClaim(WorkUnit unit, TimeSpan lease);

    /// <summary>The unit is done, and so many rows of it are in the tables.</summary>
    /// <exception cref="InvalidOperationException">The claim ran out and the unit is in other hands.</exception>
    void Complete(WorkClaim claim, int rowCount, WorkCost cost, string? reason = null);

    /// <summary>The unit failed; another run may try again.</summary>
    /// <exception cref="InvalidOperationException">The claim ran out and the unit is in other hands.</exception>
    void Fail(WorkClaim claim, WorkCost cost, string reason);

    /// <summary>The unit itself is at fault.</summary>
    /// <exception cref="InvalidOperationException">The claim ran out and the unit is in other hands.</exception>
    void Quarantine(WorkClaim claim, WorkCost cost, string reason);

    /// <summary>Makes all that was told last.</summary>
    /// <exception cref="StoreFullException">No room.</exception>
    Task FlushAsync(CancellationToken cancellationToken);
}
