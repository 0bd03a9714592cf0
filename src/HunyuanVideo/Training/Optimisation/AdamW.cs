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
    private readonly Tensor _first;                 // moments of all parameters end to end: few large operations instead of many small ones
    private readonly Tensor _second;
    private readonly Tensor[] _firstMoments;        // the same by parameter
    private readonly Tensor[] _secondMoments;
    private readonly long[] _starts;
    private readonly AdamWOptions _options;

    /// <param name="parameters">Named float32 parameters, in a stable order; they stay the caller's.</param>
    /// <param name="options">Constants of the method.</param>
    public AdamW(IReadOnlyList<KeyValuePair<string, Parameter>> parameters, AdamWOptions options)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        (_parameters, _options) = (parameters, options);
        using var noGradient = no_grad();
        _starts = new long[parameters.Count + 1];
        for (var i = 0; i < parameters.Count; i++)
        {
            _starts[i + 1] = _starts[i] + parameters[i].Value.numel();
        }

        var device = parameters.Count > 0 ? parameters[0].Value.device : CPU;
        _first = zeros(_starts[^1], device: device).DetachFromDisposeScope();
        _second = zeros(_starts[^1], device: device).DetachFromDisposeScope();
        _firstMoments = [.. parameters.Select((item, i) => Span(_first, i, i + 1).view(item.Value.shape).DetachFromDisposeScope())];
        _secondMoments = [.. parameters.Select((item, i) => Span(_second, i, i + 1).view(item.Value.shape).DetachFromDisposeScope())];
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
        for (var begin = 0; begin < _parameters.Count;)
        {
            var end = begin;
            while (end < _parameters.Count && _parameters[end].Value.grad is not null)
            {
                end++;
            }

            if (end > begin)
            {
                Move(begin, end, learningRate, firstCorrection, secondCorrection);
            }

            begin = end + 1;
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
        foreach (var moment in _firstMoments.Concat(_secondMoments).Append(_first).Append(_second))
        {
            moment.Dispose();
        }
    }

    /// <summary>Moves the parameters [<paramref name="begin"/>, <paramref name="end"/>), all of which have gradients.</summary>
    private void Move(int begin, int end, double learningRate, double firstCorrection, double secondCorrection)
    {
        using var scope = NewDisposeScope();
        var gradient = cat([.. Enumerable.Range(begin, end - begin).Select(i => _parameters[i].Value.grad!.flatten())]);
        var (first, second) = (Span(_first, begin, end), Span(_second, begin, end));
        first.mul_(_options.Beta1).add_(gradient, alpha: 1 - _options.Beta1);
        second.mul_(_options.Beta2).addcmul_(gradient, gradient, value: 1 - _options.Beta2);
        var root = (second / secondCorrection).sqrt_().add_(_options.Epsilon);
        var updates = (first / root).split([.. Enumerable.Range(begin, end - begin).Select(i => _starts[i + 1] - _starts[i])]);
        for (var i = begin; i < end; i++)
        {
            var parameter = _parameters[i].Value;
            if (_options.WeightDecay > 0 && !(_options.SparesVectors && parameter.dim() < 2))
            {
                parameter.mul_(1 - (learningRate * _options.WeightDecay));
            }

            parameter.add_(updates[i - begin].view(parameter.shape), alpha: -learningRate / firstCorrection);
        }
    }

    private Tensor Span(Tensor moments, int begin, int end) => moments.narrow(0, _starts[begin], _starts[end] - _starts[begin]);
}
