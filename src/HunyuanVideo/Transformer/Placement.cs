using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>Where the parameters of a network lie and in which type.</summary>
/// <param name="Device">CPU when null; <c>meta</c> gives shapes without storage.</param>
/// <param name="Type">float32 when null.</param>
internal readonly record struct Placement(Device? Device, ScalarType? Type)
{
    /// <summary>A parameter whose values are not set: they come from a file or from <see cref="InitialWeights"/>, never from here.</summary>
    public Parameter Allocate(params ReadOnlySpan<long> shape)
    {
        using var values = empty(shape, dtype: Type ?? ScalarType.Float32, device: Device);
        return new Parameter(values, requires_grad: true);
    }
}
