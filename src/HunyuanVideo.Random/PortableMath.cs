namespace HunyuanVideo.Random;

/// <summary>
/// Sine, cosine, logarithm and exponential from additions, products and quotients alone, which every processor rounds
/// alike. The system's own differ in the last bit from one C library, or one processor, to the next.
/// </summary>
/// <remarks>Errors are below 1e-15, relative for the logarithm and the exponential, absolute for sine and cosine.</remarks>
public static class PortableMath
{
    private const double LogOf2High = 762123384785 / (double)(1L << 40);    // 40 bits of ln 2: times an exponent they stay exact
    private const double LogOf2Low = 7.371002565167799e-13;                 // the rest
    private const double RootOf2 = 1.4142135623730951;

    // Series coefficients, from the highest power to the lowest: 1/n! of Taylor, 1/n of the inverse hyperbolic tangent.
    private static readonly double[] SineTerms =
        [1 / 355687428096000.0, -1 / 1307674368000.0, 1 / 6227020800.0, -1 / 39916800.0, 1 / 362880.0, -1 / 5040.0, 1 / 120.0, -1 / 6.0, 1];

    private static readonly double[] CosineTerms =
        [1 / 20922789888000.0, -1 / 87178291200.0, 1 / 479001600.0, -1 / 3628800.0, 1 / 40320.0, -1 / 720.0, 1 / 24.0, -1 / 2.0, 1];

    private static readonly double[] ExpTerms =
    [
        1 / 87178291200.0, 1 / 6227020800.0, 1 / 479001600.0, 1 / 39916800.0, 1 / 3628800.0, 1 / 362880.0, 1 / 40320.0,
        1 / 5040.0, 1 / 720.0, 1 / 120.0, 1 / 24.0, 1 / 6.0, 1 / 2.0, 1, 1,
    ];

    private static readonly double[] LogTerms =
        [1 / 23.0, 1 / 21.0, 1 / 19.0, 1 / 17.0, 1 / 15.0, 1 / 13.0, 1 / 11.0, 1 / 9.0, 1 / 7.0, 1 / 5.0, 1 / 3.0, 1];

    /// <summary>Sine and cosine of an angle in turns: 0.25 is a right angle.</summary>
    /// <param name="turns">Any angle up to a million turns.</param>
    public static (double Sine, double Cosine) SinCos(double turns)
    {
        var quarters = Math.Floor((turns * 4) + 0.5);
        var angle = (turns - (quarters * 0.25)) * (2 * Math.PI);    // the difference is exact: −π/4 … π/4
        var square = angle * angle;
        var (sine, cosine) = (angle * Polynomial(SineTerms, square), Polynomial(CosineTerms, square));
        return ((long)quarters & 3) switch
        {
            0 => (sine, cosine),
            1 => (cosine, -sine),
            2 => (-sine, -cosine),
            _ => (-cosine, sine),
        };
    }

    /// <summary>Natural logarithm.</summary>
    /// <param name="value">Positive and normal: at least 2.3e-308.</param>
    public static double Log(double value)
    {
        var exponent = Math.ILogB(value);
        var mantissa = Math.ScaleB(value, -exponent);               // 1 … 2
        if (mantissa > RootOf2)
        {
            mantissa *= 0.5;
            exponent++;
        }

        var ratio = (mantissa - 1) / (mantissa + 1);                // ln m = 2 artanh of it
        return (exponent * LogOf2High) + ((2 * ratio * Polynomial(LogTerms, ratio * ratio)) + (exponent * LogOf2Low));
    }

    /// <summary>e to the power of <paramref name="exponent"/>, which lies within ±700.</summary>
    public static double Exp(double exponent)
    {
        var doublings = Math.Floor((exponent / LogOf2High) + 0.5);
        var rest = exponent - (doublings * LogOf2High) - (doublings * LogOf2Low);
        return Math.ScaleB(Polynomial(ExpTerms, rest), (int)doublings);
    }

    private static double Polynomial(double[] coefficients, double variable)
    {
        var value = 0.0;
        foreach (var coefficient in coefficients)
        {
            value = (value * variable) + coefficient;
        }

        return value;
    }
}
