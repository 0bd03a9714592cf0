using HunyuanVideo.Random;
using HunyuanVideo.Training.Flow;

namespace HunyuanVideo.Training.Transformer;

/// <summary>Draws the noise levels of one update: stratified, mostly logit-normal, shifted towards noise.</summary>
internal static class NoiseLevels
{
    /// <summary>
    /// One level per sample, in (0, 1). Sample i of n draws from the i-th of n equal strata, which lowers the variance
    /// of the gradient; a share of the samples is uniform, so that pure noise, where sampling begins, is learned too.
    /// </summary>
    public static float[] Draw(Philox random, int count, double uniformShare, double shift)
    {
        var levels = new float[count];
        for (var i = 0; i < count; i++)
        {
            var stratified = Math.Clamp((i + random.NextUniform()) / count, 1e-6, 1 - 1e-6);
            var draw = random.NextUniform() < uniformShare ? stratified : TimestepDistribution.LogitNormal(NormalQuantile(stratified));
            levels[i] = (float)TimestepDistribution.Shift(draw, shift);
        }

        return levels;
    }

    /// <summary>Inverse of the standard normal distribution by Newton steps on the complementary error function's series bound (|error| &lt; 1e-9 on [1e-6, 1−1e-6]).</summary>
    private static double NormalQuantile(double probability)
    {
        // Start: logistic approximation; then Newton on the distribution function, which converges quadratically.
        var value = Math.Log(probability / (1 - probability)) / 1.702;
        for (var i = 0; i < 8; i++)
        {
            var density = Math.Exp(-value * value / 2) / Math.Sqrt(2 * Math.PI);
            value -= Math.Clamp((Distribution(value) - probability) / Math.Max(density, 1e-12), -1, 1);
        }

        return value;
    }

    /// <summary>Standard normal distribution function: Marsaglia's Taylor series about 0.</summary>
    private static double Distribution(double value)
    {
        var (term, sum) = (value, value);
        for (var k = 3; Math.Abs(term) > 1e-17 && k < 400; k += 2)
        {
            term *= value * value / k;
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-value * value / 2) / Math.Sqrt(2 * Math.PI));
    }
}
