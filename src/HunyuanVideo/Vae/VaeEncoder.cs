using HunyuanVideo.Tensors;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Vae;

/// <summary>Pixels to the raw moments, before <c>quant_conv</c>.</summary>
/// <remarks>
/// Shapes: <c>[B, 3, F, H, W] → [B, 2Z, T, h, w]</c>. Keys: <c>conv_in</c>, <c>down_blocks</c>, <c>mid_block</c>,
/// <c>conv_norm_out</c>, <c>conv_out</c>. Source: spec vae §4.
/// </remarks>
internal sealed class VaeEncoder : nn.Module<Tensor, Trace?, Tensor>
{
    [ComponentName(Name = "conv_in")] private readonly CausalConv3d _convIn;
    [ComponentName(Name = "down_blocks")] private readonly ModuleList<VaeBlock> _downBlocks;
    [ComponentName(Name = "mid_block")] private readonly VaeMidBlock _midBlock;
    [ComponentName(Name = "conv_norm_out")] private readonly GroupNorm _normOut;
    [ComponentName(Name = "conv_out")] private readonly CausalConv3d _convOut;

    public VaeEncoder(VaeConfig config, Placement placement) : base(nameof(VaeEncoder))
    {
        var widths = config.BlockOutChannels;
        _convIn = new CausalConv3d(config.InChannels, widths[0], placement);
        _downBlocks = new ModuleList<VaeBlock>([.. Enumerable.Range(0, config.BlockCount).Select(block => VaeBlock.Down(config, block, placement))]);
        _midBlock = new VaeMidBlock(config, "encoder", placement);
        _normOut = ClipNorm.Create(config.NormGroupCount, widths[^1], placement);
        _convOut = new CausalConv3d(widths[^1], 2 * config.LatentChannels, placement);
        RegisterComponents();
    }

    public override Tensor forward(Tensor video, Trace? trace)
    {
        using var chain = new LayerChain(video, trace);
        chain.Apply(_convIn, "encoder.conv_in");         // [B, c0, F, H, W]
        foreach (var block in _downBlocks)
        {
            block.Apply(chain);
        }

        _midBlock.Apply(chain);                          // [B, C, T, h, w]
        chain.Apply(_normOut.NormSilu);
        chain.Apply(_convOut, "encoder.out");            // [B, 2Z, T, h, w]
        return chain.Take();
    }
}
