namespace HunyuanVideo.Curation.Store;

/// <summary>Leave to work on a unit until a time; a later claim of the same unit has a higher fence and shuts this one out.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Attempt">From 1, over all runs.</param>
/// <param name="Fence">Number of the claim.</param>
public sealed record WorkClaim(WorkUnit Unit, short Attempt, long Fence);
