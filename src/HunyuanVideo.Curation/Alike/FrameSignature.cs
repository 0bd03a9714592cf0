using System.Numerics;

namespace HunyuanVideo.Curation.Alike;

/// <summary>
/// 64-bit signature of one picture: signs, against their median, of the cosine coefficients 1…8 in both directions of
/// its luma at 32×32. The constant terms are left out, so light and gain do not matter. Source: spec curation §4 S12.
/// </summary>
public static class FrameSignature
{
    /// <summary>Columns and rows of the picture that is hashed.</summary>
    public const int Side = 32;

    /// <summary>Bits of a signature.</summary>
    public const int Bits = 64;

    private const int Band = 8;

    /// <summary>Bits whose horizontal frequency is odd: they change sign when the picture is mirrored.</summary>
    private const ulong OddColumns = 0x5555555555555555;

    private static readonly double[] Cosines = MakeCosines();

    /// <summary>The signature of 32×32 luma, row by row; 0 where no coefficient reaches <paramref name="flatAmplitude"/>.</summary>
    public static ulong Of(ReadOnlySpan<float> luma, float flatAmplitude)
    {
        if (luma.Length != Side * Side)
        {
            throw new ArgumentException($"{luma.Length} numbers are not a picture of {Side}×{Side}.", nameof(luma));
        }

        var coefficients = Transform(luma);
        if (coefficients.Max(Math.Abs) < flatAmplitude)
        {
            return 0;
        }

        var sorted = coefficients.Order().ToArray();
        var median = (sorted[Bits / 2 - 1] + sorted[Bits / 2]) / 2;
        var signature = 0UL;
        for (var bit = 0; bit < Bits; bit++)
        {
            signature |= coefficients[bit] > median ? 1UL << bit : 0;
        }

        return signature;
    }

    /// <summary>The signature of the mirrored picture, but for the few bits whose coefficient lies between zero and the median.</summary>
    public static ulong Mirror(ulong signature) => signature == 0 ? 0 : signature ^ OddColumns;

    /// <summary>Bits in which two signatures differ.</summary>
    public static int Distance(ulong left, ulong right) => BitOperations.PopCount(left ^ right);

    /// <summary>Amplitudes by vertical, then horizontal frequency.</summary>
    private static double[] Transform(ReadOnlySpan<float> luma)
    {
        var across = new double[Side * Band];
        for (var y = 0; y < Side; y++)
        {
            for (var u = 0; u < Band; u++)
            {
                var sum = 0.0;
                for (var x = 0; x < Side; x++)
                {
                    sum += luma[y * Side + x] * Cosines[u * Side + x];
                }

                across[y * Band + u] = sum;
            }
        }

        var result = new double[Bits];
        for (var v = 0; v < Band; v++)
        {
            for (var u = 0; u < Band; u++)
            {
                var sum = 0.0;
                for (var y = 0; y < Side; y++)
                {
                    sum += across[y * Band + u] * Cosines[v * Side + y];
                }

                result[v * Band + u] = sum * 4 / (Side * Side);
            }
        }

        return result;
    }

    private static double[] MakeCosines()
    {
        var table = new double[Band * Side];
        for (var frequency = 1; frequency <= Band; frequency++)
        {
            for (var x = 0; x < Side; x++)
            {
                table[(frequency - 1) * Side + x] = Math.Cos(Math.PI * frequency * (2 * x + 1) / (2 * Side));
            }
        }

        return table;
    }
}
