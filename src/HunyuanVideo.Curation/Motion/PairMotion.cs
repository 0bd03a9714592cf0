namespace HunyuanVideo.Curation.Motion;

/// <summary>What happens between two measured frames of a clip.</summary>
/// <param name="FirstIndex">Number of the first frame in its source.</param>
/// <param name="SecondIndex">Number of the second frame.</param>
/// <param name="StartTime">Time of the first frame, seconds since the source's first.</param>
/// <param name="EndTime">Time of the second frame.</param>
/// <param name="Global">Motion of the picture as a whole over the pair.</param>
/// <param name="IsSupported">Whether enough blocks over the picture agree on <paramref name="Global"/>; rest otherwise.</param>
/// <param name="GlobalSpeed">Mean speed of the whole picture, % of the diagonal per second.</param>
/// <param name="ObjectSpeed">Mean speed of what moves by itself, % of the diagonal per second.</param>
/// <param name="Coverage">Share of blocks that move by themselves.</param>
/// <param name="Difference">Mean |ΔY|, 0…255.</param>
/// <param name="Field">What the camera classifier reads.</param>
public sealed record PairMotion(
    int FirstIndex, int SecondIndex, double StartTime, double EndTime, SimilarityMotion Global, bool IsSupported,
    double GlobalSpeed, double ObjectSpeed, double Coverage, double Difference, CameraField Field)
{
    /// <summary>Seconds between the frames.</summary>
    public double Seconds => EndTime - StartTime;
}
