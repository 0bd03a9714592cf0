using HunyuanVideo.Weights;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Optimisation;

/// <summary>
/// Momentum made orthogonal: every direction of a matrix moves by the same amount, the rare ones too. The update has the
/// size that AdamW's would have, so both take the same learning rate. Source: spec training §4.1.
/// </summary>
public sealed class Muon : IDisposable
{
    private const double FirstFactor = 3.4445;      // the quintic whose iterates drive singular values towards 1
    private const double ThirdFactor = -4.7750;
    private const double FifthFactor = 2.0315;
    private const double UpdateSize = 0.2;          // root mean square of AdamW's updates
    private const double LeastNorm = 1e-7;

    private readonly IReadOnlyList<KeyValuePair<string, Parameter>> _matrices;
    private readonly Tensor[] _momenta;
    private readonly MuonOptions _options;
    private readonly double _weightDecay;

    /// <param name="matrices">Named float32 matrices, in a stable order; they stay the caller's.</param>
    /// <param name="options">Constants of the method.</param>
    /// <param name="weightDecay">Decoupled weight decay per unit of learning rate.</param>
    public Muon(IReadOnlyList<KeyValuePair<string, Parameter>> matrices, MuonOptions options, double weightDecay)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        (_matrices, _options, _weightDecay) = (matrices, options, weightDecay);
        using var noGradient = no_grad();
        _momenta = [.. matrices.Select(item => zeros_like(item.Value).DetachFromDisposeScope())];
    }

    /// <summary>Whether the parameter is one of the matrices inside a block, which Muon is for.</summary>
    public static bool IsFor(string key, Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return parameter.dim() == 2 && key.Contains("blocks.", StringComparison.Ordinal);
    }

    /// <summary>Moves every matrix by its orthogonal momentum, Nesterov's way. Matrices without a gradient are left alone.</summary>
    public void Step(double learningRate)
    {
        using var noGradient = no_grad();
        for (var i = 0; i < _matrices.Count; i++)
        {
            using var scope = NewDisposeScope();
            var matrix = _matrices[i].Value;
            if (matrix.grad is not { } gradient)
            {
                continue;
            }

            _momenta[i].mul_(_options.Momentum).add_(gradient, alpha: 1 - _options.Momentum);
            var update = Orthogonal((_momenta[i] * _options.Momentum) + (gradient * (1 - _options.Momentum)), _options.Iterations);
            matrix.mul_(1 - (learningRate * _weightDecay));
            matrix.add_(update, alpha: -learningRate * UpdateSize * Math.Sqrt(Math.Max(matrix.shape[0], matrix.shape[1])));
        }
    }

    /// <summary>The momenta by name, for a checkpoint; they stay this object's.</summary>
    public IReadOnlyList<KeyValuePair<string, Tensor>> ExportState() =>
        [.. _matrices.Select((item, i) => KeyValuePair.Create("muon." + item.Key, _momenta[i]))];

    /// <summary>Takes up the state of a checkpoint.</summary>
    public void Restore(IWeightSource state)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var noGradient = no_grad();
        for (var i = 0; i < _matrices.Count; i++)
        {
            using var momentum = state.Map("muon." + _matrices[i].Key);
            _momenta[i].copy_(momentum);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_momenta, momentum => momentum.Dispose());

    /// <summary>The nearest matrix whose singular values are all about 1; the caller's scope owns it.</summary>
    /// <param name="matrix"><c>[R, C]</c>.</param>
    /// <param name="iterations">Newton–Schulz iterations.</param>
    public static Tensor Orthogonal(Tensor matrix, int iterations)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        using var scope = NewDisposeScope();
        var isTall = matrix.shape[0] > matrix.shape[1];
        var x = isTall ? matrix.t() : matrix;                           // the products below are of the shorter side
        x = x / (x.norm().ToDouble() + LeastNorm);
        for (var i = 0; i < iterations; i++)
        {
            var square = x.mm(x.t());
            var polynomial = (square * ThirdFactor) + (square.mm(square) * FifthFactor);
            x = (x * FirstFactor) + polynomial.mm(x);
        }

        return (isTall ? x.t().contiguous() : x).MoveToOuterDisposeScope();
    }
}
