namespace HunyuanVideo.Curation.Picture;

/// <summary>Sums over a part of one plane from which sharpness follows; parts add up.</summary>
internal struct SharpnessSums
{
    /// <summary>Pixels in the sums of luma and of its Laplacian.</summary>
    public long Pixels;
    public long Luma;
    public long LumaSquares;
    public long Laplacian;
    public long LaplacianSquares;

    /// <summary>Gradients between neighbouring pixels: products by axis.</summary>
    public GradientSums Fine;

    /// <summary>Gradients between means of large squares.</summary>
    public GradientSums Coarse;

    /// <summary>Pixels in the sums of detail.</summary>
    public long DetailPixels;

    /// <summary>Energy of the Laplacian.</summary>
    public double Detail;

    /// <summary>Energy of the Laplacian after a blur.</summary>
    public double ReblurredDetail;

    /// <summary>Gradients looked at.</summary>
    public int LatticePixels;

    public void Add(in SharpnessSums other)
    {
        Pixels += other.Pixels;
        Luma += other.Luma;
        LumaSquares += other.LumaSquares;
        Laplacian += other.Laplacian;
        LaplacianSquares += other.LaplacianSquares;
        Fine += other.Fine;
        Coarse += other.Coarse;
        DetailPixels += other.DetailPixels;
        Detail += other.Detail;
        ReblurredDetail += other.ReblurredDetail;
        LatticePixels += other.LatticePixels;
    }

    /// <summary>Variance of the Laplacian over the variance of luma; 0 in a flat picture.</summary>
    public readonly double NormalisedLaplacianVariance()
    {
        var luma = Variance(Luma, LumaSquares);
        return luma <= 0 ? 0 : Variance(Laplacian, LaplacianSquares) / luma;
    }

    private readonly double Variance(long sum, long squares)
    {
        var mean = sum / (double)Math.Max(1, Pixels);
        return Math.Max(0, (squares / (double)Math.Max(1, Pixels)) - (mean * mean));
    }
}
