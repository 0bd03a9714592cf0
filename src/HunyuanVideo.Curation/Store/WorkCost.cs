namespace HunyuanVideo.Curation.Store;

/// <summary>What a unit cost.</summary>
/// <param name="Seconds">Time it took.</param>
/// <param name="PeakBytes">Most memory the process held by then.</param>
public readonly record struct WorkCost(float Seconds, long PeakBytes);
