using static TorchSharp.torch;

namespace HunyuanVideo.TextEncoders;

/// <summary>
/// Rotary positions in the half layout: channel i turns together with channel i + d/2. Source: spec text-encoders §2.3.
/// </summary>
/// <param name="Cos">cos of the angles, <c>[L, d/2]</c>.</param>
/// <param name="Sin">sin of the angles, <c>[L, d/2]</c>.</param>
internal sealed record RotaryHalves(Tensor Cos, Tensor Sin)
{
    /// <summary>Tables for positions 0 … <paramref name="length"/> − 1; the caller's dispose scope owns them.</summary>
    public static RotaryHalves Create(long length, int headWidth, double theta, Device device, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var frequencies = tensor(InverseFrequencies(headWidth, theta), device: device);           // [d/2]
        var positions = arange(length, dtype: float32, device: device);                           // [L]
        var angles = positions.unsqueeze(1) * frequencies;                                        // [L, d/2]
        return new RotaryHalves(
            angles.cos().to(dtype).MoveToOuterDisposeScope(), angles.sin().to(dtype).MoveToOuterDisposeScope());
    }

    /// <summary><c>theta^(−2i/d)</c> for i = 0 … d/2 − 1.</summary>
    public static float[] InverseFrequencies(int headWidth, double theta) =>
        [.. Enumerable.Range(0, headWidth / 2).Select(i => (float)Math.Pow(theta, -2.0 * i / headWidth))];

    /// <summary>Turns queries or keys <c>[B, heads, L, d]</c> by their position.</summary>
    public Tensor Rotate(Tensor heads)
    {
        using var scope = NewDisposeScope();
        var halves = heads.chunk(2, -1);
        var (first, second) = (halves[0], halves[1]);                                             // [B, heads, L, d/2]
        return cat([(first * Cos) - (second * Sin), (second * Cos) + (first * Sin)], -1).MoveToOuterDisposeScope();
    }
}
