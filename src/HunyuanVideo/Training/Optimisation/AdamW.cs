using HunyuanVideo.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Optimisation;

/// <summary>
/// AdamW with decoupled decay applied before the update and epsilon outside the root. Ours rather than the library's,
/// so that its state has published names and survives a kill. Source: spec training §4.1.
/// </summary>
public sealed class AdamW : IDisposable
{
    private readonly IReadOnlyList<KeyValuePair<string, Parameter>> _parameters;
    private readonly Tensor[] _firstMoments;
    private readonly Tensor[] _secondMoments;
    private readonly AdamWOptions _options;

    /// <param name="parameters">Named float32 parameters, in a stable order; they stay the caller's.</param>
    /// <param name="options">Constants of the method.</param>
    public AdamW(IReadOnlyList<KeyValuePair<string, Parameter>> parameters, AdamWOptions options)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        (_parameters, _options) = (parameters, options);
        using var noGradient = no_grad();
        _firstMoments = [.. parameters.Select(item => zeros_like(item.Value).DetachFromDisposeScope())];
        _secondMoments = [.. parameters.Select(item => zeros_like(item.Value).DetachFromDisposeScope())];
    }

    /// <summary>Updates made so far; the bias correction depends on it.</summary>
    public long UpdateCount { get; private set; }

    /// <summary>Moves every parameter by its gradient. Parameters without a gradient are left alone.</summary>
    public void Step(double learningRate)
    {
        UpdateCount++;
        var firstCorrection = 1 - Math.Pow(_options.Beta1, UpdateCount);
        var secondCorrection = 1 - Math.Pow(_options.Beta2, UpdateCount);
        using var noGradient = no_grad();
        for (var i = 0; i < _parameters.Count; i++)
        {
            using var scope = NewDisposeScope();
            var parameter = _parameters[i].Value;
            var gradient = parameter.grad;
            if (gradient is null)
            {
                continue;
            }

            var (first, second) = (_firstMoments[i], _secondMoments[i]);
            if (_options.WeightDecay > 0 && !(_options.SparesVectors && parameter.dim() < 2))
            {
                parameter.mul_(1 - (learningRate * _options.WeightDecay));
            }

            first.mul_(_options.Beta1).add_(gradient, alpha: 1 - _options.Beta1);
            second.mul_(_options.Beta2).addcmul_(gradient, gradient, value: 1 - _options.Beta2);
            var root = (second / secondCorrection).sqrt_().add_(_options.Epsilon);
            parameter.addcdiv_(first, root, value: -learningRate / firstCorrection);
        }
    }

    /// <summary>Both moments by name, for a checkpoint; they stay this object's.</summary>
    public IReadOnlyList<KeyValuePair<string, Tensor>> ExportState() =>
        [.. _parameters.SelectMany((item, i) => new[]
        {
            KeyValuePair.Create("m." + item.Key, _firstMoments[i]),
            KeyValuePair.Create("v." + item.Key, _secondMoments[i]),
        })];

    /// <summary>Takes up the state of a checkpoint.</summary>
    /// <exception cref="WeightFormatException">The state belongs to other parameters.</exception>
    public void Restore(IWeightSource state, long updateCount)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var noGradient = no_grad();
        for (var i = 0; i < _parameters.Count; i++)
        {
            using var first = state.Map("m." + _parameters[i].Key);
            using var second = state.Map("v." + _parameters[i].Key);
            _firstMoments[i].copy_(first);
            _secondMoments[i].copy_(second);
        }

        UpdateCount = updateCount;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var moment in _firstMoments.Concat(_secondMoments))
        {
            moment.Dispose();
        }
    }
}
