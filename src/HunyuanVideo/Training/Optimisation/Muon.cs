using HunyuanVideo.Weights;
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

    private readonly IReadOnlyList<Group> _groups;
    private readonly MuonOptions _options;
    private readonly double _weightDecay;

    /// <param name="matrices">Named float32 matrices, in a stable order; they stay the caller's.</param>
    /// <param name="options">Constants of the method.</param>
    /// <param name="weightDecay">Decoupled weight decay per unit of learning rate.</param>
    public Muon(IReadOnlyList<KeyValuePair<string, Parameter>> matrices, MuonOptions options, double weightDecay)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        (_options, _weightDecay) = (options, weightDecay);
        using var noGradient = no_grad();
        _groups = [.. matrices.GroupBy(item => (item.Value.shape[0], item.Value.shape[1])).Select(group => new Group([.. group]))];
    }

    /// <summary>Moves every matrix by its orthogonal momentum, Nesterov's way. Matrices without a gradient are left alone.</summary>
    public void Step(double learningRate)
    {
        using var noGradient = no_grad();
        foreach (var (matrices, momenta) in _groups.Select(group => group.WithGradients()))
        {
            using var scope = NewDisposeScope();
            if (matrices.Count == 0)
            {
                continue;
            }

            var gradients = stack([.. matrices.Select(matrix => matrix.grad!)]);                            // [K, R, C]
            var present = stack(momenta).mul_(_options.Momentum).add_(gradients, alpha: 1 - _options.Momentum);
            var updates = Orthogonal((present * _options.Momentum) + (gradients * (1 - _options.Momentum)), _options.Iterations);
            var size = UpdateSize * Math.Sqrt(Math.Max(gradients.shape[1], gradients.shape[2]));
            for (var i = 0; i < matrices.Count; i++)
            {
                momenta[i].copy_(present[i]);
                matrices[i].mul_(1 - (learningRate * _weightDecay)).add_(updates[i], alpha: -learningRate * size);
            }
        }
    }

    /// <summary>The momenta by name, for a checkpoint; they stay this object's.</summary>
    public IReadOnlyList<KeyValuePair<string, Tensor>> ExportState() => [.. _groups.SelectMany(group => group.State())];

    /// <summary>Takes up the state of a checkpoint.</summary>
    public void Restore(IWeightSource state)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var noGradient = no_grad();
        foreach (var (key, momentum) in _groups.SelectMany(group => group.State()))
        {
            using var saved = state.Map(key);
            momentum.copy_(saved);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, momentum) in _groups.SelectMany(group => group.State()))
        {
            momentum.Dispose();
        }
    }

    /// <summary>The nearest matrices whose singular values are all about 1; the caller's scope owns them.</summary>
    /// <param name="matrices"><c>[…, R, C]</c>.</param>
    /// <param name="iterations">Newton–Schulz iterations.</param>
    public static Tensor Orthogonal(Tensor matrices, int iterations)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        using var scope = NewDisposeScope();
        var isTall = matrices.shape[^2] > matrices.shape[^1];
        var x = isTall ? matrices.transpose(-2, -1) : matrices;         // the products below are of the shorter side
        x = x / (x.square().sum([-2, -1], keepdim: true).sqrt_() + LeastNorm);
        for (var i = 0; i < iterations; i++)
        {
            var square = x.matmul(x.transpose(-2, -1));
            var polynomial = (square * ThirdFactor) + (square.matmul(square) * FifthFactor);
            x = (x * FirstFactor) + polynomial.matmul(x);
        }

        return (isTall ? x.transpose(-2, -1).contiguous() : x).MoveToOuterDisposeScope();
    }

    /// <summary>Matrices of one shape with their momenta: they are moved together, few large operations instead of many small ones.</summary>
    private sealed class Group(IReadOnlyList<KeyValuePair<string, Parameter>> matrices)
    {
        private readonly Tensor[] _momenta = [.. matrices.Select(item => zeros_like(item.Value).DetachFromDisposeScope())];

        public IEnumerable<KeyValuePair<string, Tensor>> State() => matrices.Select((item, i) => KeyValuePair.Create("muon." + item.Key, _momenta[i]));

        public (IReadOnlyList<Parameter> Matrices, IReadOnlyList<Tensor> Momenta) WithGradients()
        {
            var present = matrices.Zip(_momenta).Where(pair => pair.First.Value.grad is not null).ToList();
            return ([.. present.Select(pair => pair.First.Value)], [.. present.Select(pair => pair.Second)]);
        }
    }
}
