using HunyuanVideo.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Optimisation;

/// <summary>An exponential moving average of the parameters, in float32. Source: spec training §4.4.</summary>
public sealed class Ema : IDisposable
{
    private readonly IReadOnlyList<KeyValuePair<string, Parameter>> _parameters;
    private readonly Tensor[] _averages;

    /// <param name="parameters">Named parameters, in a stable order; the average starts at their present values.</param>
    public Ema(IReadOnlyList<KeyValuePair<string, Parameter>> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _parameters = parameters;
        using var noGradient = no_grad();
        _averages = [.. parameters.Select(item => item.Value.detach().clone().DetachFromDisposeScope())];
    }

    /// <summary>The decay that suits a short run: small at first, so that the start is forgotten. Update n counts from 1.</summary>
    public static double WarmDecay(double most, long update) => Math.Min(most, (1.0 + update) / (10.0 + update));

    /// <summary>Moves the average towards the parameters after an update of theirs.</summary>
    public void Update(double decay)
    {
        using var noGradient = no_grad();
        for (var i = 0; i < _averages.Length; i++)
        {
            _averages[i].lerp_(_parameters[i].Value, 1 - decay);
        }
    }

    /// <summary>Puts the averages in the parameters' place until the result is disposed.</summary>
    public IDisposable Swap()
    {
        Exchange();
        return new SwapBack(this);
    }

    /// <summary>The averages by name, for a checkpoint; they stay this object's.</summary>
    public IReadOnlyList<KeyValuePair<string, Tensor>> ExportState() =>
        [.. _parameters.Select((item, i) => KeyValuePair.Create(item.Key, _averages[i]))];

    /// <summary>Takes up the averages of a checkpoint.</summary>
    public void Restore(IWeightSource state)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var noGradient = no_grad();
        for (var i = 0; i < _averages.Length; i++)
        {
            using var value = state.Map(_parameters[i].Key);
            _averages[i].copy_(value);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_averages, average => average.Dispose());

    private void Exchange()
    {
        using var noGradient = no_grad();
        for (var i = 0; i < _averages.Length; i++)
        {
            using var scope = NewDisposeScope();
            var trained = _parameters[i].Value.detach().clone();
            _parameters[i].Value.copy_(_averages[i]);
            _averages[i].copy_(trained);
        }
    }

    private sealed class SwapBack(Ema ema) : IDisposable
    {
        public void Dispose() => ema.Exchange();
    }
}
