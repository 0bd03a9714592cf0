using static TorchSharp.torch;

namespace HunyuanVideo.Diffusion;

/// <summary>Embedded guidance and true classifier-free guidance. Source: spec text-to-video §8.</summary>
public static class Guidance
{
    /// <summary>The number a cfg-distilled network receives for guidance <paramref name="guidance"/>: 1000·w.</summary>
    /// <param name="guidance">Guidance w as the user says it, for example 6.</param>
    /// <param name="bf16Compat">True rounds to bfloat16 before and after the product, as the published bf16 run does (6 → 6016).</param>
    public static float EmbeddedValue(double guidance, bool bf16Compat) =>
        bf16Compat ? RoundToBfloat16(1000 * RoundToBfloat16((float)guidance)) : (float)(1000 * guidance);

    /// <summary>Whether <paramref name="cfgScale"/> asks for a second pass with the negative text: exactly above 1.</summary>
    public static bool IsOn(double cfgScale) => cfgScale > 1;

    /// <summary>
    /// Makes a network of batch 2B (texts <c>[negative; positive]</c>) into one of batch B that returns the guided velocity.
    /// </summary>
    /// <param name="network">(x <c>[2B, …]</c>, t <c>[2B]</c>) → velocity <c>[2B, …]</c>.</param>
    /// <param name="cfgScale">Scale s &gt; 1.</param>
    /// <param name="rescale">φ of <see cref="Combine"/>.</param>
    public static Func<Tensor, Tensor, Tensor> Wrap(Func<Tensor, Tensor, Tensor> network, double cfgScale, double rescale) =>
        (latents, timestep) =>
        {
            using var scope = NewDisposeScope();
            var both = network(cat([latents, latents]), cat([timestep, timestep])).to(float32);
            return Combine(both, cfgScale, rescale).MoveToOuterDisposeScope();
        };

    /// <summary>
    /// v = v_neg + s·(v_pos − v_neg); with φ &gt; 0 drawn to the standard deviation of v_pos:
    /// φ·v·std(v_pos)/std(v) + (1 − φ)·v, per sample.
    /// </summary>
    /// <param name="both">Velocities <c>[2B, …]</c>, negative half first; float32.</param>
    /// <param name="cfgScale">Scale s.</param>
    /// <param name="rescale">φ in 0…1; 0 leaves v as it is.</param>
    /// <returns>Velocity <c>[B, …]</c>; the caller owns it.</returns>
    public static Tensor Combine(Tensor both, double cfgScale, double rescale)
    {
        ArgumentNullException.ThrowIfNull(both);
        using var scope = NewDisposeScope();
        var halves = both.chunk(2, 0);
        var (negative, positive) = (halves[0], halves[1]);
        var combined = negative + ((positive - negative) * cfgScale);
        if (rescale > 0)
        {
            var ratio = Deviation(positive) / Deviation(combined);                // [B, 1, …]
            combined = (combined * ratio * rescale) + (combined * (1 - rescale));
        }

        return combined.MoveToOuterDisposeScope();
    }

    private static Tensor Deviation(Tensor values)
    {
        var axes = Enumerable.Range(1, (int)values.dim() - 1).Select(axis => (long)axis).ToArray();
        return values.std(axes, unbiased: true, keepdim: true);
    }

    private static float RoundToBfloat16(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        var halfUp = 0x7FFF + ((bits >> 16) & 1);   // ties to the even upper half
        return BitConverter.UInt32BitsToSingle((bits + halfUp) & 0xFFFF0000);
    }
}
