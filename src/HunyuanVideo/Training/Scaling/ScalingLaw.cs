namespace HunyuanVideo.Training.Scaling;

/// <summary>The loss L(N, D) = E + A·N^−α + B·D^−β of a model with N billions of parameters after D billions of tokens.</summary>
/// <param name="A">Factor of the parameters' term.</param>
/// <param name="Alpha">Exponent of the parameters' term.</param>
/// <param name="B">Factor of the tokens' term.</param>
/// <param name="Beta">Exponent of the tokens' term.</param>
/// <remarks>Source: spec training §8.4.</remarks>
public sealed record ScalingLaw(double A, double Alpha, double B, double Beta)
{
    private const double UnitsPerParameterToken = 6000;

    /// <summary>The exact power laws of the best N and D for a given work, as (a₁, b₁, a₂, b₂); see <see cref="ScalingFit"/>.</summary>
    public (double A1, double B1, double A2, double B2) Optimum()
    {
        var (b1, b2) = (Beta / (Alpha + Beta), Alpha / (Alpha + Beta));
        var balance = Math.Pow(Alpha * A / (Beta * B), 1 / (Alpha + Beta));
        return (balance * Math.Pow(UnitsPerParameterToken, -b1), b1, Math.Pow(UnitsPerParameterToken, -b2) / balance, b2);
    }
}
