using static TorchSharp.torch;

namespace HunyuanVideo.Training.Transformer;

/// <summary>y ≈ Matrix · x + Offset, in float64.</summary>
/// <param name="Matrix"><c>[E', E]</c>.</param>
/// <param name="Offset"><c>[E']</c>.</param>
internal sealed record AffineMap(Tensor Matrix, Tensor Offset)
{
    // Against directions that no sample shows: they would be given any weight.
    private const double Ridge = 1e-6;

    /// <summary>The least squares of samples; the caller's scope owns the tensors.</summary>
    /// <param name="from">x, <c>[n, E]</c>.</param>
    /// <param name="to">y, <c>[n, E']</c>.</param>
    public static AffineMap Fit(Tensor from, Tensor to)
    {
        using var scope = NewDisposeScope();
        var (x, y) = (from.to(float64), to.to(float64));
        var (xMean, yMean) = (x.mean([0]), y.mean([0]));
        var (dx, dy) = (x - xMean, y - yMean);
        var moments = dx.t().mm(dx);                                                                    // [E, E]
        var ridge = eye(moments.shape[0], dtype: float64) * (moments.trace() * Ridge / moments.shape[0]);
        var matrix = linalg.solve(moments + ridge, dx.t().mm(dy)).t();                                  // [E', E]
        return new AffineMap(matrix.MoveToOuterDisposeScope(), (yMean - matrix.mv(xMean)).MoveToOuterDisposeScope());
    }

    /// <summary>What a linear layer of y becomes that reads x instead: W (A x + a) + b = (W A) x + (W a + b), in float64; the caller's scope owns both.</summary>
    public (Tensor Weight, Tensor Bias) Ahead(Tensor weight, Tensor bias)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var wide = weight.to(float64);
        return scope.MoveToOuter(wide.mm(Matrix), bias.to(float64) + wide.mv(Offset));
    }
}
