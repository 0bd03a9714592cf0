namespace HunyuanVideo.Curation.Picture;

/// <summary>How the whole picture moved since the frame before, in % of its diagonal. Source: spec curation §4 S10.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Downwards.</param>
/// <param name="Spread">Mean way of a pixel by zoom and roll, which no shift describes; not negative.</param>
public readonly record struct GlobalShift(double X, double Y, double Spread = 0)
{
    /// <summary>Way of the shift, in % of the diagonal.</summary>
    public double Length => Math.Sqrt((X * X) + (Y * Y));
}
