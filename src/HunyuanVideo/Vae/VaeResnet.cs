using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Vae;

/// <summary>Two normalised causal convolutions with a residual.</summary>
/// <remarks>
/// Shapes: <c>[B, Ci, T, H, W] → [B, Co, T, H, W]</c>. Keys: <c>norm1.*</c>, <c>conv1.conv.*</c>, <c>norm2.*</c>,
/// <c>conv2.conv.*</c>, and <c>conv_shortcut.conv.*</c> where the width changes. Source: spec vae §3.3.
/// </remarks>
internal sealed class VaeResnet : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "norm1")] private readonly GroupNorm _norm1;
    [ComponentName(Name = "conv1")] private readonly CausalConv3d _conv1;
    [ComponentName(Name = "norm2")] private readonly GroupNorm _norm2;
    [ComponentName(Name = "conv2")] private readonly CausalConv3d _conv2;
    [ComponentName(Name = "conv_shortcut")] private readonly PointConv3d? _shortcut;

    public VaeResnet(int inputChannels, int outputChannels, int groupCount, Placement placement) : base(nameof(VaeResnet))
    {
        _norm1 = ClipNorm.Create(groupCount, inputChannels, placement);
        _conv1 = new CausalConv3d(inputChannels, outputChannels, placement);
        _norm2 = ClipNorm.Create(groupCount, outputChannels, placement);
        _conv2 = new CausalConv3d(outputChannels, outputChannels, placement);
        _shortcut = inputChannels == outputChannels ? null : new PointConv3d(inputChannels, outputChannels, placement);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var hidden = NormedConvolution(_norm1, _conv1, input);      // [B, Co, T, H, W]
        var output = NormedConvolution(_norm2, _conv2, hidden);     // [B, Co, T, H, W]
        hidden.Dispose();
        var residual = _shortcut is null ? input : _shortcut.forward(input);
        return ClipNorm.ConsumeAdd(output, residual).MoveToOuterDisposeScope();
    }

    private static Tensor NormedConvolution(GroupNorm norm, CausalConv3d convolution, Tensor input)
    {
        using var activated = norm.NormSilu(input);
        return convolution.forward(activated);
    }
}
