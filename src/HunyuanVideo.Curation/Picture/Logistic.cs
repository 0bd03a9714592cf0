namespace HunyuanVideo.Curation.Picture;

/// <summary>Soft thresholds: 0.5 at the threshold, towards 1 on the good side.</summary>
internal static class Logistic
{
    public static double Above(double value, double threshold, double softness) => 1 / (1 + Math.Exp(-(value - threshold) / softness));

    public static double Below(double value, double threshold, double softness) => 1 / (1 + Math.Exp((value - threshold) / softness));
}
