using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>x / √(mean x² + ε) · weight over the last axis, in float32 whatever the type of x.</summary>
/// <remarks>Shapes: <c>[…, d] → […, d]</c>, float32. Keys: <c>weight</c> [d]. Source: spec text-to-video §3.4.</remarks>
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
        var square = linalg.vector_norm(wide, 2, [-1], keepdim: true).square();                 // […, 1]
        var inverse = ((square / input.shape[^1]) + Norms.Epsilon).rsqrt();
        return (wide * inverse * _weight.to(ScalarType.Float32)).MoveToOuterDisposeScope();
    }
}
