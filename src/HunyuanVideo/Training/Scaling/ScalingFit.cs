namespace HunyuanVideo.Training.Scaling;

/// <summary>Loss of one model size while it trains.</summary>
/// <param name="Parameters">Billions of parameters.</param>
/// <param name="Compute">Work so far in 10¹⁵ operations, ascending.</param>
/// <param name="Loss">Smoothed loss at each of them.</param>
public sealed record LossCurve(double Parameters, IReadOnlyList<double> Compute, IReadOnlyList<double> Loss);

/// <summary>The best model for one amount of work.</summary>
/// <param name="Compute">Work in 10¹⁵ operations.</param>
/// <param name="Parameters">Billions of parameters.</param>
/// <param name="Tokens">Billions of tokens.</param>
/// <param name="Loss">What it reaches.</param>
public sealed record ScalingOptimum(double Compute, double Parameters, double Tokens, double Loss);

/// <summary>
/// The power laws N_opt = a₁·C^b₁ and D_opt = a₂·C^b₂ behind the loss curves of several model sizes: for each budget a
/// parabola through the losses near the best size, then a line through the minima, both in logarithms.
/// </summary>
/// <param name="A1">Factor of the parameters.</param>
/// <param name="B1">Exponent of the parameters.</param>
/// <param name="A2">Factor of the tokens.</param>
/// <param name="B2">Exponent of the tokens.</param>
/// <param name="Optima">The budgets whose optimum lies between two of the sizes.</param>
/// <param name="Envelope">Least loss of any size, for every budget.</param>
/// <remarks>C in 10¹⁵ operations, N and D in 10⁹; a training costs 6·N·D operations. Source: paper §4.4, spec training §8.3.</remarks>
public sealed record ScalingFit(
    double A1, double B1, double A2, double B2, IReadOnlyList<ScalingOptimum> Optima, IReadOnlyList<double> Envelope)
{
    private const int Reach = 2;                    // sizes on each side of the best that shape the parabola
    private const double UnitsPerParameterToken = 6000;

    /// <summary>Fits the laws, in double.</summary>
    /// <param name="curves">At least three sizes, ascending.</param>
    /// <param name="budgets">Amounts of work to compare the sizes at.</param>
    /// <exception cref="ArgumentException">Fewer than two budgets have their optimum between two sizes.</exception>
    public static ScalingFit Of(IReadOnlyList<LossCurve> curves, IReadOnlyList<double> budgets)
    {
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentNullException.ThrowIfNull(budgets);
        var (optima, envelope) = (new List<ScalingOptimum>(), new List<double>());
        foreach (var budget in budgets)
        {
            var losses = curves.Select(curve => Interpolate(curve, Math.Log10(budget))).ToArray();
            envelope.Add(losses.Min());
            if (FindOptimum(curves, losses, budget) is { } optimum)
            {
                optima.Add(optimum);
            }
        }

        if (optima.Count < 2)
        {
            throw new ArgumentException($"only {optima.Count} budgets have their best size between two others; train more sizes.", nameof(budgets));
        }

        var compute = optima.Select(optimum => Math.Log10(optimum.Compute)).ToArray();
        var (b1, a1) = Line(compute, [.. optima.Select(optimum => Math.Log10(optimum.Parameters))]);
        var (b2, a2) = Line(compute, [.. optima.Select(optimum => Math.Log10(optimum.Tokens))]);
        return new ScalingFit(Math.Pow(10, a1), b1, Math.Pow(10, a2), b2, optima, envelope);
    }

    private static ScalingOptimum? FindOptimum(IReadOnlyList<LossCurve> curves, double[] losses, double budget)
    {
        var best = Array.IndexOf(losses, losses.Min());
        if (best == 0 || best == losses.Length - 1)
        {
            return null;
        }

        var first = Math.Max(best - Reach, 0);
        var window = Enumerable.Range(first, Math.Min(best + Reach, losses.Length - 1) - first + 1).ToArray();
        var sizes = window.Select(i => Math.Log10(curves[i].Parameters)).ToArray();
        var centre = sizes.Average();
        var (p2, p1, p0) = Parabola([.. sizes.Select(size => size - centre)], [.. window.Select(i => losses[i])]);
        if (p2 <= 0)
        {
            return null;
        }

        var offset = -p1 / (2 * p2);
        var parameters = Math.Pow(10, centre + offset);
        return new ScalingOptimum(budget, parameters, budget / UnitsPerParameterToken / parameters, p0 + (p1 * offset) + (p2 * offset * offset));
    }

    /// <summary>Piecewise linear in the logarithm of the work; beyond the ends the end's loss.</summary>
    private static double Interpolate(LossCurve curve, double logCompute)
    {
        var right = 0;
        while (right < curve.Compute.Count && Math.Log10(curve.Compute[right]) < logCompute)
        {
            right++;
        }

        if (right == 0 || right == curve.Compute.Count)
        {
            return curve.Loss[Math.Min(right, curve.Compute.Count - 1)];
        }

        var (from, to) = (Math.Log10(curve.Compute[right - 1]), Math.Log10(curve.Compute[right]));
        return curve.Loss[right - 1] + ((curve.Loss[right] - curve.Loss[right - 1]) * (logCompute - from) / (to - from));
    }

    /// <summary>Least squares by the normal equations; x is centred.</summary>
    private static (double P2, double P1, double P0) Parabola(double[] x, double[] y)
    {
        double Sum(Func<int, double> term) => Enumerable.Range(0, x.Length).Sum(term);
        var (s0, s1, s2) = ((double)x.Length, Sum(i => x[i]), Sum(i => x[i] * x[i]));
        var (s3, s4) = (Sum(i => Math.Pow(x[i], 3)), Sum(i => Math.Pow(x[i], 4)));
        var (t0, t1, t2) = (Sum(i => y[i]), Sum(i => x[i] * y[i]), Sum(i => x[i] * x[i] * y[i]));
        var determinant = Determinant(s4, s3, s2, s3, s2, s1, s2, s1, s0);
        return (
            Determinant(t2, s3, s2, t1, s2, s1, t0, s1, s0) / determinant,
            Determinant(s4, t2, s2, s3, t1, s1, s2, t0, s0) / determinant,
            Determinant(s4, s3, t2, s3, s2, t1, s2, s1, t0) / determinant);
    }

    private static double Determinant(double a, double b, double c, double d, double e, double f, double g, double h, double i) =>
        (a * ((e * i) - (f * h))) - (b * ((d * i) - (f * g))) + (c * ((d * h) - (e * g)));

    private static (double Slope, double Offset) Line(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        var slope = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
        return (slope, meanY - (slope * meanX));
    }
}
