using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Optimisation;

/// <summary>
/// The network that a training's passes run through: the float32 masters themselves, or a copy in a shorter type that
/// takes their values before a pass and hands its gradients back after it. Source: spec training §4.6.
/// </summary>
/// <typeparam name="TNetwork">The network.</typeparam>
internal sealed class ComputeCopy<TNetwork> : IDisposable
    where TNetwork : nn.Module
{
    private readonly IReadOnlyList<(Parameter Master, Parameter Copy)> _pairs;
    private readonly TNetwork _masters;

    /// <param name="masters">The float32 network that is optimised; stays the caller's.</param>
    /// <param name="create">Makes another network of the same shape in the given type.</param>
    /// <param name="dtype">Type of the passes; float32 runs through the masters.</param>
    public ComputeCopy(TNetwork masters, Func<ScalarType, TNetwork> create, ScalarType dtype)
    {
        (_masters, Dtype) = (masters, dtype);
        Network = dtype == ScalarType.Float32 ? masters : create(dtype);
        _pairs = ReferenceEquals(Network, masters)
            ? []
            : [.. masters.parameters().Zip(Network.parameters(), (master, copy) => (master, copy))];
    }

    /// <summary>What passes run through.</summary>
    public TNetwork Network { get; }

    /// <summary>Type of its weights.</summary>
    public ScalarType Dtype { get; }

    /// <summary>Rounds the masters into the copy; call it before the passes of an update.</summary>
    public void TakeValues()
    {
        using var noGradient = no_grad();
        foreach (var (master, copy) in _pairs)
        {
            copy.copy_(master);
        }
    }

    /// <summary>Adds the copy's gradients to the masters' and clears them; call it after the passes of an update.</summary>
    public void HandGradients()
    {
        using var noGradient = no_grad();
        foreach (var (master, copy) in _pairs)
        {
            using var scope = NewDisposeScope();
            if (copy.grad is not { } gradient)
            {
                continue;
            }

            if (master.grad is { } sum)
            {
                sum.add_(gradient);
            }
            else
            {
                master.grad = gradient.to(ScalarType.Float32);
            }

            copy.grad = null;
        }
    }

    /// <summary>Frees the copy; the masters stay the caller's.</summary>
    public void Dispose()
    {
        if (!ReferenceEquals(Network, _masters))
        {
            Network.Dispose();
        }
    }
}
