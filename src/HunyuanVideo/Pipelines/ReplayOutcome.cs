namespace HunyuanVideo.Pipelines;

/// <summary>How a replayed video compares with its original.</summary>
/// <param name="IsIdentical">Whether both files have the same bytes.</param>
/// <param name="FrameCount">Frames that were compared; 0 when the bytes are identical.</param>
/// <param name="LargestDifference">Largest difference of one 8-bit value in any frame; 0 for identical frames, null when sizes or lengths differ.</param>
public sealed record ReplayOutcome(bool IsIdentical, int FrameCount, int? LargestDifference);
