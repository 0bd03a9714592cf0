namespace HunyuanVideo.Weights;

/// <summary>Rounds to the 8-bit floats of weight files. Source: spec layouts §5; OCP 8-bit floating point, E4M3.</summary>
internal static class Float8Encoding
{
    private const float Largest = 448;
    private const int LeastExponent = -6;       // below 2⁻⁶ the steps stay those of 2⁻⁶
    private const int FractionBits = 3;
    private const byte NotANumber = 0x7F;
    private const byte Sign = 0x80;

    /// <summary>Codes of the nearest values, ties to even; beyond ±448 the largest value.</summary>
    public static void ToE4M3(ReadOnlySpan<float> values, Span<byte> codes)
    {
        for (var i = 0; i < values.Length; i++)
        {
            codes[i] = CodeOf(values[i]);
        }
    }

    private static byte CodeOf(float value)
    {
        if (float.IsNaN(value))
        {
            return NotANumber;
        }

        var magnitude = Math.Min(Math.Abs(value), Largest);
        var exponent = Math.Max(magnitude == 0 ? LeastExponent : Math.ILogB(magnitude), LeastExponent);
        var steps = (int)MathF.Round(MathF.ScaleB(magnitude, FractionBits - exponent), MidpointRounding.ToEven);

        // 8…16 steps in every octave, 0…8 below the first; 16 carry into the next exponent by themselves.
        var code = (byte)(((exponent - LeastExponent) << FractionBits) + steps);
        return float.IsNegative(value) ? (byte)(code | Sign) : code;
    }
}
