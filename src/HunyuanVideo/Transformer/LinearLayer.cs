using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>y = x·Wᵀ + b. The input is cast to the type of the weights, so activations follow the weights.</summary>
/// <remarks>
/// Shapes: <c>[…, In] → […, Out]</c>. Keys: <c>weight</c> [Out, In], <c>bias</c> [Out]. Networks run it by <c>call</c>, so
/// forward hooks (adapters, statistics) take effect. libtorch's own layer would draw 13 billion random numbers that a file then overwrites.
/// </remarks>
internal sealed class LinearLayer : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter? _bias;

    public LinearLayer(long inWidth, long outWidth, Placement placement, bool hasBias = true)
        : base(nameof(LinearLayer))
    {
        _weight = placement.Allocate(outWidth, inWidth);
        _bias = hasBias ? placement.Allocate(outWidth) : null;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return nn.functional.linear(input.to(_weight.dtype), _weight, _bias).MoveToOuterDisposeScope();
    }
}
