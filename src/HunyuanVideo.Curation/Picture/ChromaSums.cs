namespace HunyuanVideo.Curation.Picture;

/// <summary>Sums over pixels of U − 128 and V − 128, their squares and their product.</summary>
internal readonly record struct ChromaSums(long Count, long U, long V, long UU, long VV, long UV)
{
    // BT.709 of limited range. In R − G and (R + G)/2 − B the luma cancels: both are sums of chroma alone.
    private const double RedOfV = 1.7927;
    private const double GreenOfU = -0.2132;
    private const double GreenOfV = -0.5329;
    private const double BlueOfU = 2.1124;
    private const double RedGreenOfU = -GreenOfU;
    private const double RedGreenOfV = RedOfV - GreenOfV;
    private const double YellowBlueOfU = (GreenOfU / 2) - BlueOfU;
    private const double YellowBlueOfV = (RedOfV + GreenOfV) / 2;
    private const double MeanWeight = 0.3;

    public static ChromaSums operator +(ChromaSums a, ChromaSums b) =>
        new(a.Count + b.Count, a.U + b.U, a.V + b.V, a.UU + b.UU, a.VV + b.VV, a.UV + b.UV);

    /// <summary>√(σ²rg + σ²yb) + 0.3·√(μ²rg + μ²yb). Source: Hasler and Süsstrunk 2003; spec curation §4 S8.</summary>
    public double Colourfulness()
    {
        if (Count == 0)
        {
            return 0;
        }

        var (meanRg, varianceRg) = Moments(RedGreenOfU, RedGreenOfV);
        var (meanYb, varianceYb) = Moments(YellowBlueOfU, YellowBlueOfV);
        return Math.Sqrt(varianceRg + varianceYb) + (MeanWeight * Math.Sqrt((meanRg * meanRg) + (meanYb * meanYb)));
    }

    private (double Mean, double Variance) Moments(double ofU, double ofV)
    {
        var mean = ((ofU * U) + (ofV * V)) / Count;
        var square = ((ofU * ofU * UU) + (2 * ofU * ofV * UV) + (ofV * ofV * VV)) / Count;
        return (mean, Math.Max(0, square - (mean * mean)));
    }
}
