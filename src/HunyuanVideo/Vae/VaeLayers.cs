using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Vae;

/// <summary>Where the parameters of a layer lie and in which type; null means libtorch's default.</summary>
internal readonly record struct Placement(Device? Device, ScalarType? Dtype);

/// <summary>GroupNorm over all frames of a clip, and the activation that follows it.</summary>
/// <remarks>In place where no gradient needs the old value. Source: spec vae §3.2, §3.3.</remarks>
internal static class ClipNorm
{
    private const double Epsilon = 1e-6;

    public static GroupNorm Create(int groupCount, int channels, Placement placement) =>
        nn.GroupNorm(groupCount, channels, Epsilon, affine: true, placement.Device, placement.Dtype);

    /// <summary>SiLU(GN(input)); the caller owns the result.</summary>
    public static Tensor NormSilu(this GroupNorm norm, Tensor input)
    {
        using var normed = norm.forward(input);
        return nn.functional.silu(normed, inplace: !normed.requires_grad);   // a tensor object of its own, in place too
    }

    /// <summary>output + residual, into <paramref name="output"/> itself where no gradient is recorded; consumes it.</summary>
    public static Tensor ConsumeAdd(Tensor output, Tensor residual)
    {
        if (!output.requires_grad && !residual.requires_grad)
        {
            return output.add_(residual);
        }

        using (output)
        {
            return output + residual;
        }
    }
}

/// <summary>A 1×1×1 convolution with bias, in the wrapper whose name the published keys carry.</summary>
/// <remarks>Shapes: <c>[B, Ci, T, H, W] → [B, Co, T, H, W]</c>. Keys: <c>conv.*</c>. Source: spec vae §3.1.</remarks>
internal sealed class PointConv3d : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "conv")] private readonly Conv3d _conv;

    public PointConv3d(int inputChannels, int outputChannels, Placement placement) : base(nameof(PointConv3d))
    {
        _conv = nn.Conv3d(inputChannels, outputChannels, 1L, device: placement.Device, dtype: placement.Dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => _conv.forward(input);
}

/// <summary>Changes the size of a clip; the wrapper doubles <c>conv</c> in the key, as published.</summary>
/// <remarks>Shapes: <c>[B, C, T, H, W] → [B, C, T', H', W']</c>. Keys: <c>conv.conv.*</c>. Source: spec vae §3.4, §3.5.</remarks>
internal sealed class VaeResampler : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "conv")] private readonly CausalConv3d _conv;

    public VaeResampler(int channels, Resampling resampling, Placement placement) : base(nameof(VaeResampler))
    {
        _conv = new CausalConv3d(channels, channels, placement, resampling);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => _conv.forward(input);
}
