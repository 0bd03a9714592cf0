using HunyuanVideo.Tensors;
using static TorchSharp.torch;

namespace HunyuanVideo.Vae;

/// <summary>Runs layers one after the other and frees each tensor as soon as the next one exists.</summary>
internal sealed class LayerChain : IDisposable
{
    private readonly Tensor _input;
    private readonly Trace? _trace;
    private Tensor _current;

    /// <param name="input">The first layer's input; stays the caller's.</param>
    /// <param name="trace">Receives the check points.</param>
    public LayerChain(Tensor input, Trace? trace) => (_input, _current, _trace) = (input, input, trace);

    /// <summary>Replaces the tensor by <paramref name="layer"/> of it.</summary>
    public void Apply(Func<Tensor, Tensor> layer)
    {
        var next = layer(_current);
        Dispose();
        _current = next;
    }

    /// <summary>Replaces the tensor by <paramref name="layer"/> of it and reports it as <paramref name="checkPoint"/>.</summary>
    public void Apply(nn.Module<Tensor, Tensor> layer, string checkPoint)
    {
        Apply(layer.forward);
        Report(checkPoint);
    }

    /// <summary>Shows the tensor to the trace.</summary>
    public void Report(string checkPoint) => _trace?.Invoke(checkPoint, _current);

    /// <summary>The last tensor, which becomes the caller's.</summary>
    public Tensor Take()
    {
        var result = _current;
        _current = _input;
        return result;
    }

    /// <summary>Frees the tensor unless it is the input or was taken.</summary>
    public void Dispose()
    {
        if (!ReferenceEquals(_current, _input))
        {
            _current.Dispose();
            _current = _input;
        }
    }
}
