using HunyuanVideo.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Optimisation;

/// <summary>Parameters with the optimisers that move them, clipped by a norm of their own.</summary>
internal sealed class OptimisedParameters : IDisposable
{
    private readonly IReadOnlyList<KeyValuePair<string, Parameter>> _parameters;
    private readonly AdamW _adamW;
    private readonly Muon? _muon;

    /// <param name="parameters">Named float32 parameters, in a stable order; they stay the caller's.</param>
    /// <param name="options">Constants of AdamW.</param>
    /// <param name="muon">Constants of Muon for the matrices inside the blocks; null leaves all to AdamW.</param>
    public OptimisedParameters(IReadOnlyList<KeyValuePair<string, Parameter>> parameters, AdamWOptions options, MuonOptions? muon = null)
    {
        _parameters = parameters;
        if (muon is null)
        {
            _adamW = new AdamW(parameters, options);
            return;
        }

        var matrices = parameters.ToLookup(item => BlockMatrices.Contain(item.Key, item.Value));
        _adamW = new AdamW([.. matrices[false]], options);
        _muon = new Muon([.. matrices[true]], muon, options.WeightDecay);
    }

    /// <summary>Updates made so far.</summary>
    public long UpdateCount => _adamW.UpdateCount;

    /// <summary>The parameters themselves, for a checkpoint.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Values => _parameters.Select(item => KeyValuePair.Create(item.Key, (Tensor)item.Value));

    /// <summary>The optimisers' moments, for a checkpoint.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Moments => _adamW.ExportState().Concat(_muon?.ExportState() ?? []);

    /// <summary>Forgets the gradients of the update before.</summary>
    public void ClearGradients()
    {
        foreach (var (_, parameter) in _parameters)
        {
            parameter.grad = null;
        }
    }

    /// <summary>Global norm of the gradients.</summary>
    public double GradientNorm() => Optimisation.GradientNorm.Measure(_parameters);

    /// <summary>Moves the parameters by their gradients; those that took no part yet stay as they are.</summary>
    /// <param name="norm">Norm of the gradients.</param>
    /// <param name="mostNorm">Norm to which they are clipped; 0 means no limit.</param>
    /// <param name="learningRate">Rate of this update.</param>
    public void Step(double norm, double mostNorm, double learningRate)
    {
        if (_parameters.Any(item => item.Value.grad is not null))
        {
            Optimisation.GradientNorm.Clip(_parameters, norm, mostNorm);
            _adamW.Step(learningRate);
            _muon?.Step(learningRate);
        }
    }

    /// <summary>Takes up the state of a checkpoint.</summary>
    public void Restore(IWeightSource values, IWeightSource moments, long updateCount)
    {
        using var noGradient = no_grad();
        foreach (var (key, parameter) in _parameters)
        {
            using var value = values.Map(key);
            parameter.copy_(value);
        }

        _adamW.Restore(moments, updateCount);
        _muon?.Restore(moments);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _adamW.Dispose();
        _muon?.Dispose();
    }
}
