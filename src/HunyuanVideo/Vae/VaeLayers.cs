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
        var normed = norm.forward(input);
        if (!normed.requires_grad)
        {
            return nn.functional.silu(normed, inplace: true);
        }

        using (normed)
        {
            return nn.functional.silu(normed);
        }
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

/// <summary>Halves space, and time where asked: a strided causal convolution.</summary>
/// <remarks>Shapes: <c>[B, C, T, H, W] → [B, C, ⌈T/t⌉, ⌈H/s⌉, ⌈W/s⌉]</c>. Keys: <c>conv.conv.*</c>. Source: spec vae §3.4.</remarks>
internal sealed class VaeDownsampler : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "conv")] private readonly CausalConv3d _conv;

    public VaeDownsampler(int channels, (int Time, int Space) factors, Placement placement) : base(nameof(VaeDownsampler))
    {
        _conv = new CausalConv3d(channels, channels, placement, factors.Time, factors.Space);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => _conv.forward(input);
}

/// <summary>Doubles space, and time where asked: nearest neighbours, then a causal convolution.</summary>
/// <remarks>
/// Shapes: <c>[B, C, T, H, W] → [B, C, t(T−1)+1, sH, sW]</c>: the first frame stays one frame.
/// Keys: <c>conv.conv.*</c>. Source: spec vae §3.5.
/// </remarks>
internal sealed class VaeUpsampler : nn.Module<Tensor, Tensor>
{
    private readonly (int Time, int Space) _factors;
    [ComponentName(Name = "conv")] private readonly CausalConv3d _conv;

    public VaeUpsampler(int channels, (int Time, int Space) factors, Placement placement) : base(nameof(VaeUpsampler))
    {
        _factors = factors;
        _conv = new CausalConv3d(channels, channels, placement);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var enlarged = Enlarge(input);
        return _conv.forward(enlarged);
    }

    private Tensor Enlarge(Tensor input)
    {
        using var scope = NewDisposeScope();
        var (time, space) = _factors;
        var (batch, channels, frames, height, width) = (input.shape[0], input.shape[1], input.shape[2], input.shape[3], input.shape[4]);
        var repeated = input.reshape(batch, channels, frames, 1, height, 1, width, 1)
            .expand(batch, channels, frames, time, height, space, width, space)
            .reshape(batch, channels, frames * time, height * space, width * space);
        return repeated.narrow(2, time - 1, (frames * time) - (time - 1)).MoveToOuterDisposeScope(); // the first frame once
    }
}
