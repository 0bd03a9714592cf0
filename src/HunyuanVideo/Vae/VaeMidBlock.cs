using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Vae;

/// <summary>Residual block, attention, residual block at the coarsest size.</summary>
/// <remarks>
/// Shapes: <c>[B, C, T, h, w] → the same</c>. Keys: <c>resnets.0</c>, <c>resnets.1</c>, <c>attentions.0</c> (left out
/// without attention). Source: spec vae §3.7.
/// </remarks>
internal sealed class VaeMidBlock : nn.Module
{
    private readonly string _side;
    [ComponentName(Name = "resnets")] private readonly ModuleList<VaeResnet> _resnets;
    [ComponentName(Name = "attentions")] private readonly ModuleList<FrameCausalAttention> _attentions;

    /// <param name="config">The network.</param>
    /// <param name="side"><c>encoder</c> or <c>decoder</c>: begins the names of check points.</param>
    /// <param name="placement">Where the parameters lie.</param>
    public VaeMidBlock(VaeConfig config, string side, Placement placement) : base(nameof(VaeMidBlock))
    {
        _side = side;
        var channels = config.BlockOutChannels[^1];
        VaeResnet Resnet() => new(channels, channels, config.NormGroupCount, placement);
        _resnets = new ModuleList<VaeResnet>(Resnet(), Resnet());
        _attentions = config.HasMidAttention
            ? new ModuleList<FrameCausalAttention>(new FrameCausalAttention(channels, config.NormGroupCount, placement))
            : new ModuleList<FrameCausalAttention>();
        RegisterComponents();
    }

    /// <summary>Runs the block on the tensor of <paramref name="chain"/>.</summary>
    public void Apply(LayerChain chain)
    {
        chain.Apply(_resnets[0], $"{_side}.mid.resnet.0");
        foreach (var attention in _attentions)
        {
            chain.Apply(attention, $"{_side}.mid.attention");
        }

        chain.Apply(_resnets[1], $"{_side}.mid");
    }
}
