namespace HunyuanVideo.Curation.Audio;

/// <summary>Logarithms that stay finite.</summary>
internal static class Decibels
{
    /// <summary>10·log₁₀ of a power, at least <paramref name="floor"/>.</summary>
    public static double OfPower(double power, double floor) => power > 0 ? Math.Max(floor, 10 * Math.Log10(power)) : floor;

    /// <summary>The power of so many decibels.</summary>
    public static double ToPower(double decibels) => Math.Pow(10, decibels / 10);
}
