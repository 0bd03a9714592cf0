namespace HunyuanVideo.Training.Flow;

/// <summary>Weights of the loss by noise level, known from other trainers; the default is none. Source: spec training §1.2.</summary>
public static class LossWeight
{
    /// <summary>σ⁻².</summary>
    public static double InverseSquare(double sigma) => 1 / (sigma * sigma);

    /// <summary>2 / (π·(1 − 2σ + 2σ²)): constant weight under a cosine map of the levels.</summary>
    public static double CosineMap(double sigma) => 2 / (Math.PI * (1 - (2 * sigma) + (2 * sigma * sigma)));
}
