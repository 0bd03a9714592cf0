namespace HunyuanVideo.Curation.Motion;

/// <summary>How much a frame differs from the one before it.</summary>
/// <param name="Index">Number of the frame in its source.</param>
/// <param name="Time">Seconds since the source's first frame.</param>
/// <param name="Difference">Mean |ΔY| of the shrunk luma, 0…255.</param>
public readonly record struct FrameChange(int Index, double Time, double Difference);
