using HunyuanVideo.Training.Scaling;
using static TorchSharp.torch;

namespace HunyuanVideo.Parity;

/// <summary>Golden cases of the task <c>scaling_fit</c>. Source: spec training §16.4.</summary>
internal static class ScalingParity
{
    public static IReadOnlyDictionary<string, Tensor> Fit(GoldenCase golden)
    {
        var (sizes, budgets) = (Rows(golden, "sizes_b")[0], Rows(golden, "budgets_pf")[0]);
        var curves = sizes.Zip(Rows(golden, "curve_compute_pf"), Rows(golden, "curve_loss")).Select(item => new LossCurve(item.First, item.Second, item.Third));
        var fit = ScalingFit.Of([.. curves], budgets);
        double Constant(string name) => golden.Config.GetProperty("true_law").GetProperty(name).GetDouble();
        var law = new ScalingLaw(Constant("A"), Constant("alpha"), Constant("B"), Constant("beta")).Optimum();
        return new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["out.fit"] = tensor(new[] { fit.A1, fit.B1, fit.A2, fit.B2 }),
            ["out.true"] = tensor(new[] { law.A1, law.B1, law.A2, law.B2 }),
            ["out.envelope"] = tensor(fit.Envelope.ToArray()),
            ["out.used_budgets"] = tensor(fit.Optima.Select(optimum => optimum.Compute).ToArray()),
            ["out.n_opt"] = tensor(fit.Optima.Select(optimum => optimum.Parameters).ToArray()),
            ["out.d_opt"] = tensor(fit.Optima.Select(optimum => optimum.Tokens).ToArray()),
            ["out.loss_min"] = tensor(fit.Optima.Select(optimum => optimum.Loss).ToArray()),
        };
    }

    private static double[][] Rows(GoldenCase golden, string input)
    {
        using var values = golden.Input(input).to(float64);
        return [.. values.data<double>().ToArray().Chunk((int)values.shape[^1])];
    }
}
