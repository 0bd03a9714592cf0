using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Vae;

/// <summary>A 3×3×3 convolution that sees no later frame: borders are replicated, two frames before and none after.</summary>
/// <remarks>
/// Shapes: <c>[B, Ci, T, H, W] → [B, Co, ⌈T/s⌉, ⌈H/s⌉, ⌈W/s⌉]</c>. Keys: <c>conv.*</c>. Source: spec vae §3.1.
/// </remarks>
internal sealed class CausalConv3d : nn.Module<Tensor, Tensor>
{
    private const int Kernel = 3;

    [ComponentName(Name = "conv")] private readonly Conv3d _conv;

    public CausalConv3d(int inputChannels, int outputChannels, Placement placement, int timeStride = 1, int spaceStride = 1)
        : base(nameof(CausalConv3d))
    {
        _conv = nn.Conv3d(inputChannels, outputChannels, (Kernel, Kernel, Kernel), (timeStride, spaceStride, spaceStride), device: placement.Device, dtype: placement.Dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var padded = Pad(input);
        return _conv.forward(padded);
    }

    private static Tensor Pad(Tensor input) =>
        nn.functional.pad(input, [1, 1, 1, 1, Kernel - 1, 0], PaddingModes.Replicate); // [B, C, T+2, H+2, W+2]
}
