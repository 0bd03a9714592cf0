using HunyuanVideo.Tensors;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Vae;

/// <summary>Latents, after <c>post_quant_conv</c>, to pixels that are not clamped.</summary>
/// <remarks>
/// Shapes: <c>[B, Z, T, h, w] → [B, 3, F, H, W]</c>. Keys: <c>conv_in</c>, <c>mid_block</c>, <c>up_blocks</c>,
/// <c>conv_norm_out</c>, <c>conv_out</c>. Source: spec vae §5.
/// </remarks>
internal sealed class VaeDecoder : nn.Module<Tensor, Trace?, Tensor>
{
    [ComponentName(Name = "conv_in")] private readonly CausalConv3d _convIn;
    [ComponentName(Name = "mid_block")] private readonly VaeMidBlock _midBlock;
    [ComponentName(Name = "up_blocks")] private readonly ModuleList<VaeBlock> _upBlocks;
    [ComponentName(Name = "conv_norm_out")] private readonly GroupNorm _normOut;
    [ComponentName(Name = "conv_out")] private readonly CausalConv3d _convOut;

    public VaeDecoder(VaeConfig config, Placement placement) : base(nameof(VaeDecoder))
    {
        var widths = config.BlockOutChannels;
        _convIn = new CausalConv3d(config.LatentChannels, widths[^1], placement);
        _midBlock = new VaeMidBlock(config, "decoder", placement);
        _upBlocks = new ModuleList<VaeBlock>([.. Enumerable.Range(0, config.BlockCount).Select(block => VaeBlock.Up(config, block, placement))]);
        _normOut = ClipNorm.Create(config.NormGroupCount, widths[0], placement);
        _convOut = new CausalConv3d(widths[0], config.OutChannels, placement);
        RegisterComponents();
    }

    public override Tensor forward(Tensor latents, Trace? trace)
    {
        using var chain = new LayerChain(latents, trace);
        chain.Apply(_convIn, "decoder.conv_in");         // [B, C, T, h, w]
        _midBlock.Apply(chain);
        foreach (var block in _upBlocks)
        {
            block.Apply(chain);
        }

        chain.Apply(_normOut.NormSilu);                  // [B, c0, F, H, W]
        chain.Apply(_convOut.forward);                   // [B, 3, F, H, W]
        return chain.Take();
    }
}
