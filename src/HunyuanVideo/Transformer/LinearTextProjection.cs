using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>Two linear layers with SiLU, token by token; timestep and mask play no part.</summary>
/// <remarks>Keys: <c>linear_1.*</c>, <c>linear_2.*</c>. Source: spec text-to-video §2.</remarks>
internal sealed class LinearTextProjection : TextProjection
{
    [ComponentName(Name = "linear_1")]
    private readonly LinearLayer _first;

    [ComponentName(Name = "linear_2")]
    private readonly LinearLayer _second;

    public LinearTextProjection(TransformerConfig config, Placement placement)
        : base(nameof(LinearTextProjection))
    {
        _first = new LinearLayer(config.TextWidth, config.HiddenSize, placement);
        _second = new LinearLayer(config.HiddenSize, config.HiddenSize, placement);
        RegisterComponents();
    }

    public override bool ReadsPadding => false;

    public override Tensor forward(Tensor states, Tensor timestep, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        return _second.call(nn.functional.silu(_first.call(states))).MoveToOuterDisposeScope();
    }
}
