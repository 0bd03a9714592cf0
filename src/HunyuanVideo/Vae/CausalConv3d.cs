using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Vae;

/// <summary>A 3×3×3 convolution that sees no later frame: borders are replicated, two frames before and none after.</summary>
/// <remarks>
/// Shapes: <c>[B, Ci, T, H, W] → [B, Co, ⌈T/s⌉, ⌈H/s⌉, ⌈W/s⌉]</c> with the strides s of <see cref="Resampling"/>, or T, H, W
/// of the enlarged clip. Enlarging and padding are made frame by frame on the way where no gradient is recorded, so
/// that neither the enlarged nor the padded clip exists. Keys: <c>conv.*</c>. Source: spec vae §3.1, §3.4, §3.5.
/// </remarks>
internal sealed class CausalConv3d : nn.Module<Tensor, Tensor>
{
    private const int Kernel = 3;
    private const int TimeAxis = 2;
    private const int HeightAxis = 3;

    /// <summary>Largest padded piece of a clip, in elements (256 MB in float32).</summary>
    private const long PieceElements = 1L << 26;

    private readonly Resampling _resampling;
    [ComponentName(Name = "conv")] private readonly Conv3d _conv;

    public CausalConv3d(int inputChannels, int outputChannels, Placement placement, Resampling? resampling = null)
        : base(nameof(CausalConv3d))
    {
        _resampling = resampling ?? Resampling.None;
        var (time, space) = _resampling.Strides;
        _conv = nn.Conv3d(inputChannels, outputChannels, (Kernel, Kernel, Kernel), (time, space, space), device: placement.Device, dtype: placement.Dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var frames = _resampling.OutputFrames(input.shape[TimeAxis]);
        var piece = is_grad_enabled() ? frames : Math.Clamp(PieceElements / FrameElements(input), 1, frames);
        if (piece >= frames)
        {
            return Piece(input, 0, frames);
        }

        using var scope = NewDisposeScope();
        Tensor? output = null;
        for (long first = 0; first < frames; first += piece)
        {
            using var part = Piece(input, first, Math.Min(piece, frames - first));
            var (batch, channels, count, height, width) = (part.shape[0], part.shape[1], part.shape[2], part.shape[3], part.shape[4]);
            output ??= empty([batch, channels, frames, height, width], part.dtype, part.device);
            output.narrow(TimeAxis, first, count).copy_(part);
        }

        return output!.MoveToOuterDisposeScope();
    }

    /// <summary>Output frames <paramref name="first"/> … <paramref name="first"/> + <paramref name="count"/> − 1.</summary>
    private Tensor Piece(Tensor input, long first, long count)
    {
        using var scope = NewDisposeScope();
        var begin = (first * _resampling.Strides.Time) - (Kernel - 1);
        var end = (first + count - 1) * _resampling.Strides.Time;
        var before = Math.Max(-begin, 0);
        var enlarged = _resampling.Enlarge(input, begin + before, end - begin - before + 1);
        var padded = nn.functional.pad(enlarged, [1, 1, 1, 1, before, 0], PaddingModes.Replicate);   // [B, Ci, …, H+2, W+2]
        enlarged.Dispose();
        return (TakesSlowKernel(padded) ? ConvolveHalves(padded) : _conv.forward(padded)).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// libtorch gives one small float32 sample to a kernel that is 2 to 10 times slower than the one for batches
    /// (the rule of its <c>use_mkldnn</c>).
    /// </summary>
    private static bool TakesSlowKernel(Tensor padded) =>
        padded.device_type == DeviceType.CPU && padded.dtype == ScalarType.Float32
        && padded.shape[0] == 1 && padded.numel() / padded.shape[4] <= 20480;

    /// <summary>The convolution of a single sample as a batch of its upper and its lower half.</summary>
    private Tensor ConvolveHalves(Tensor padded)
    {
        using var scope = NewDisposeScope();
        var stride = _resampling.Strides.Space;
        var height = ((padded.shape[HeightAxis] - Kernel) / stride) + 1;
        var half = (height + 1) / 2;
        var rows = ((half - 1) * stride) + Kernel;
        var halves = cat([padded.narrow(HeightAxis, 0, rows), padded.narrow(HeightAxis, (height - half) * stride, rows)], 0);
        var outputs = _conv.forward(halves).chunk(2, 0);                                              // 2 × [1, Co, T, half, W]
        return cat([outputs[0].narrow(HeightAxis, 0, height - half), outputs[1]], HeightAxis).MoveToOuterDisposeScope();
    }

    private long FrameElements(Tensor input)
    {
        var (_, enlargement) = _resampling.Enlargements;
        var (batch, channels, height, width) = (input.shape[0], input.shape[1], input.shape[3], input.shape[4]);
        return batch * channels * ((height * enlargement) + 2) * ((width * enlargement) + 2);
    }
}
