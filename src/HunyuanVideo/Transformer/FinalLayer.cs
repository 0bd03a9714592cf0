using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>Turns image tokens into the features of their patches.</summary>
/// <remarks>Shapes: <c>[B, N, D], [B, D] → [B, N, C_out·pt·ph·pw]</c>. Source: spec text-to-video §3.9.</remarks>
internal sealed class FinalLayer : nn.Module<Tensor, Tensor, Tensor>
{
    [ComponentName(Name = "adaLN_modulation")]
    private readonly Modulation _modulation;

    [ComponentName(Name = "linear")]
    private readonly LinearLayer _linear;

    public FinalLayer(TransformerConfig config, Placement placement)
        : base(nameof(FinalLayer))
    {
        var (time, height, width) = config.PatchSize;
        _modulation = new Modulation(config.HiddenSize, 2, "1", placement);
        _linear = new LinearLayer(config.HiddenSize, (long)config.OutChannels * time * height * width, placement);
        RegisterComponents();
    }

    public override Tensor forward(Tensor image, Tensor vector)
    {
        using var scope = NewDisposeScope();
        var modulation = _modulation.call(vector);      // shift, scale: diffusers stores them the other way round
        return _linear.call(Modulation.Apply(image, shift: modulation[0], scale: modulation[1])).MoveToOuterDisposeScope();
    }
}
