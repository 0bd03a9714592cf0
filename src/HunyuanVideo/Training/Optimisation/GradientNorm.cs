using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Optimisation;

/// <summary>The global L2 norm of all gradients, and clipping by it. Source: spec training §4.3.</summary>
public static class GradientNorm
{
    /// <summary>Norm over all gradients, before any clipping.</summary>
    public static double Measure(IReadOnlyList<KeyValuePair<string, Parameter>> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var norms = parameters.Select(item => item.Value.grad).OfType<Tensor>().Select(gradient => gradient.norm()).ToArray();
        return norms.Length == 0 ? 0 : stack(norms).to(float64).norm().ToDouble();
    }

    /// <summary>Scales every gradient so that the global norm is at most <paramref name="most"/>; 0 means no limit.</summary>
    public static void Clip(IReadOnlyList<KeyValuePair<string, Parameter>> parameters, double norm, double most)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var scale = most / (norm + 1e-6);
        if (most <= 0 || scale >= 1)
        {
            return;
        }

        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var gradient in parameters.Select(item => item.Value.grad).OfType<Tensor>())
        {
            gradient.mul_(scale);
        }
    }
}
