using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Vae;

/// <summary>Residual blocks of one width, then a resampler if the configuration gives this block one.</summary>
/// <remarks>
/// Shapes: <c>[B, Ci, T, H, W] → [B, Co, T', H', W']</c>. Keys: <c>resnets.j</c>, and <c>downsamplers.0</c> in the
/// encoder or <c>upsamplers.0</c> in the decoder. Source: spec vae §3.6, §4, §5.
/// </remarks>
internal sealed class VaeBlock : nn.Module
{
    private readonly string _checkPoint;
    [ComponentName(Name = "resnets")] private readonly ModuleList<VaeResnet> _resnets;
    [ComponentName(Name = "downsamplers")] private readonly ModuleList<VaeDownsampler> _downsamplers = new();
    [ComponentName(Name = "upsamplers")] private readonly ModuleList<VaeUpsampler> _upsamplers = new();

    private VaeBlock(VaeConfig config, string checkPoint, int inputWidth, int width, int layers, Placement placement)
        : base(nameof(VaeBlock))
    {
        _checkPoint = checkPoint;
        _resnets = new ModuleList<VaeResnet>([.. Enumerable.Range(0, layers)
            .Select(layer => new VaeResnet(layer == 0 ? inputWidth : width, width, config.NormGroupCount, placement))]);
    }

    /// <summary>Block <paramref name="block"/> of the encoder.</summary>
    public static VaeBlock Down(VaeConfig config, int block, Placement placement)
    {
        var widths = config.BlockOutChannels;
        var result = new VaeBlock(
            config, FormattableString.Invariant($"encoder.down.{block}"), widths[Math.Max(block - 1, 0)], widths[block], config.LayersPerBlock, placement);
        if (config.Resampling(block) is var factors && factors != (1, 1))
        {
            result._downsamplers.Add(new VaeDownsampler(widths[block], factors, placement));
        }

        result.RegisterComponents();
        return result;
    }

    /// <summary>Block <paramref name="block"/> of the decoder, counted in its own running order.</summary>
    public static VaeBlock Up(VaeConfig config, int block, Placement placement)
    {
        int[] widths = [.. config.BlockOutChannels.Reverse()];
        var result = new VaeBlock(
            config, FormattableString.Invariant($"decoder.up.{block}"), widths[Math.Max(block - 1, 0)], widths[block], config.LayersPerBlock + 1, placement);
        if (config.Resampling(block) is var factors && factors != (1, 1))
        {
            result._upsamplers.Add(new VaeUpsampler(widths[block], factors, placement));
        }

        result.RegisterComponents();
        return result;
    }

    /// <summary>Runs the block on the tensor of <paramref name="chain"/>.</summary>
    public void Apply(LayerChain chain)
    {
        for (var layer = 0; layer < _resnets.Count; layer++)
        {
            chain.Apply(_resnets[layer], FormattableString.Invariant($"{_checkPoint}.resnet.{layer}"));
        }

        foreach (var downsampler in _downsamplers)
        {
            chain.Apply(downsampler.forward);
        }

        foreach (var upsampler in _upsamplers)
        {
            chain.Apply(upsampler.forward);
        }

        chain.Report(_checkPoint);
    }
}
