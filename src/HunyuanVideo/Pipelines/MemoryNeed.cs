using System.Globalization;
using HunyuanVideo.Diffusion;
using TorchSharp;

namespace HunyuanVideo.Pipelines;

/// <summary>Memory that one video takes on the processor, estimated, so that one that cannot fit is refused before it is begun.</summary>
/// <param name="What">What is made.</param>
/// <param name="Dtype">Type of the weights.</param>
/// <param name="Weights">Bytes of the transformer's weights.</param>
/// <param name="Sampling">Bytes beside them while latents are sampled.</param>
/// <param name="Decoding">Bytes while latents are decoded.</param>
internal sealed record MemoryNeed(string What, string Dtype, double Weights, double Sampling, double Decoding)
{
    private const double GiB = 1L << 30;
    private const double FloatBytes = 4;
    private const double ShortBytes = 2;
    private const double Colours = 3;

    // From the resident memory in float32: the toy's transformer at 5,000 to 13,000 tokens, the published VAE at 1 and 5 frames of a tile.
    private const double KeptInBlock = 28;          // values at the peak of a block, for each token and channel
    private const double KeptInTile = 6;            // values at the peak of the VAE, for each pixel of a tile and channel of its last block
    private const double KeptOfFrames = 2;          // times that the frames of a tile of time are held while they are joined
    private const double ProgramBytes = 350L << 20;

    private double Peak => ProgramBytes + Math.Max(Weights + Sampling, Decoding);

    /// <summary>What a video takes; where its latents are there, what their decoding does.</summary>
    public static MemoryNeed Of(ModelFolder model, ComputeSettings compute, GenerationOptions options, bool isSampled)
    {
        var valueBytes = compute.Dtype == torch.ScalarType.BFloat16 ? ShortBytes : FloatBytes;
        var (patch, space) = (model.Transformer.PatchSize, (double)model.Vae.SpatialCompression);
        var tokens = model.Vae.LatentFrames(options.Frames) * (options.Height / space / patch.Height) * (options.Width / space / patch.Width);
        var passes = Guidance.IsOn(options.CfgScale) ? 2 : 1;
        var frames = (double)Math.Min(options.Frames, model.Vae.SampleFrames + 1);
        var tile = frames * Math.Min(options.Height, model.Vae.SampleSize) * Math.Min(options.Width, model.Vae.SampleSize);
        return new MemoryNeed(
            string.Create(CultureInfo.InvariantCulture, $"{options.Frames} frames of {options.Width}×{options.Height}"),
            compute.DtypeName,
            Weights: isSampled ? 0 : model.TransformerParameters * valueBytes,
            Sampling: isSampled ? 0 : passes * tokens * model.Transformer.HiddenSize * KeptInBlock * valueBytes,
            Decoding: ((tile * model.Vae.BlockOutChannels[0] * KeptInTile) + (frames * options.Height * options.Width * Colours * KeptOfFrames)) * FloatBytes);
    }

    /// <summary>Why it cannot be had in <paramref name="machineBytes"/>, or null.</summary>
    public string? FindFault(double machineBytes) => (ProgramBytes + Weights > machineBytes, Peak > machineBytes) switch
    {
        (true, _) => string.Create(
            CultureInfo.InvariantCulture,
            $"the transformer's weights take {Weights / GiB:F1} GiB in {Dtype}, this machine has {machineBytes / GiB:F1}; {(Dtype == "float32" ? "ask for dtype bfloat16, or " : "")}use a larger machine."),
        (_, true) => string.Create(
            CultureInfo.InvariantCulture,
            $"{What} take about {Peak / GiB:F1} GiB, this machine has {machineBytes / GiB:F1}; ask for smaller or fewer ones."),
        _ => null,
    };
}
