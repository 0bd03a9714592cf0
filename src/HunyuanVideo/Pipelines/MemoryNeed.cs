using System.Globalization;
using HunyuanVideo.Diffusion;
using TorchSharp;

namespace HunyuanVideo.Pipelines;

/// <summary>Memory that one video takes on the processor, so that one that cannot fit is refused before it is begun.</summary>
internal static class MemoryNeed
{
    private const double GiB = 1L << 30;
    private const double FloatBytes = 4;
    private const double ShortBytes = 2;
    private const double Colours = 3;

    // Fit the resident memory of videos of several sizes.
    private const double KeptInBlock = 15;          // values at the peak of a block, for each token and channel
    private const double KeptOfFrames = 2;          // times that the frames of a tile of time are held while it is joined
    private const double ProgramBytes = 240L << 20;

    /// <summary>Bytes at the peak, in the larger of sampling and decoding.</summary>
    public static double Of(ModelFolder model, ComputeSettings compute, GenerationOptions options)
    {
        var valueBytes = compute.Dtype == torch.ScalarType.BFloat16 ? ShortBytes : FloatBytes;
        var patch = model.Transformer.PatchSize;
        var (space, frames) = ((double)model.Vae.SpatialCompression, model.Vae.LatentFrames(options.Frames));
        var tokens = frames * (options.Height / space / patch.Height) * (options.Width / space / patch.Width);
        var passes = Guidance.IsOn(options.CfgScale) ? 2 : 1;
        var sampling = (model.TransformerParameters + (passes * tokens * model.Transformer.HiddenSize * KeptInBlock)) * valueBytes;
        var decoding = (double)options.Width * options.Height * Math.Min(options.Frames, model.Vae.SampleFrames + 1) * Colours * KeptOfFrames * FloatBytes;
        return ProgramBytes + Math.Max(sampling, decoding);
    }

    /// <summary>Why a video cannot be made in <paramref name="machineBytes"/>, or null.</summary>
    public static string? FindFault(ModelFolder model, ComputeSettings compute, GenerationOptions options, double machineBytes) =>
        compute.Device.type == DeviceType.CPU && Of(model, compute, options) is var need && need > machineBytes
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{options.Frames} frames of {options.Width}×{options.Height} take about {need / GiB:F1} GiB, this machine has {machineBytes / GiB:F1}; ask for smaller or fewer ones.")
            : null;
}
