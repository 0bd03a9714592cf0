using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>LayerNorm over the last axis with learned scale and shift.</summary>
/// <remarks>Shapes: <c>[…, D] → […, D]</c>. Keys: <c>weight</c>, <c>bias</c> [D]. Source: spec text-to-video §3.4.</remarks>
internal sealed class AffineLayerNorm : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter _bias;

    private readonly long _width;

    public AffineLayerNorm(long width, Placement placement)
        : base(nameof(AffineLayerNorm))
    {
        _width = width;
        _weight = placement.Allocate(width);
        _bias = placement.Allocate(width);
        RegisterComponents();
    }

    // libtorch computes mean, variance and quotient of bf16 input in float32
    public override Tensor forward(Tensor input) => nn.functional.layer_norm(input, [_width], _weight, _bias, Norms.Epsilon);
}
