using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>x / √(mean x² + ε) · weight over the last axis; the quotient in float32, the product in the type of x.</summary>
/// <remarks>Shapes: <c>[…, d] → […, d]</c>. Keys: <c>weight</c> [d]. Source: spec text-to-video §3.4.</remarks>
internal sealed class RmsNorm : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    public RmsNorm(long width, Placement placement)
        : base(nameof(RmsNorm))
    {
        _weight = placement.Allocate(width);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var wide = input.to(ScalarType.Float32);
        var inverse = (wide.square().mean([-1], keepdim: true) + Norms.Epsilon).rsqrt();        // […, 1]
        return ((wide * inverse).to(input.dtype) * _weight).MoveToOuterDisposeScope();
    }
}
