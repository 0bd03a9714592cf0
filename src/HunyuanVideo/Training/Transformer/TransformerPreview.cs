using System.Globalization;
using HunyuanVideo.Diffusion;
using HunyuanVideo.Media;
using HunyuanVideo.Synthetic;
using HunyuanVideo.Tensors;
using HunyuanVideo.Training.Cache;
using HunyuanVideo.Training.Recipes;
using HunyuanVideo.Training.Toy;
using HunyuanVideo.Transformer;
using HunyuanVideo.Vae;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Transformer;

/// <summary>Samples fixed prompts during a training, as the finished model will, into one contact sheet.</summary>
internal sealed class TransformerPreview : IDisposable
{
    private const int Prompts = 8;
    private const int Columns = 9;
    private const int Scale = 2;

    private readonly LatentRecipe _recipe;
    private readonly CausalVae _vae;
    private readonly string[] _prompts;
    private readonly Tensor _states;        // [2N, L, E], the empty prompt's rows first
    private readonly Tensor _mask;          // [2N, L]
    private readonly Tensor _pooled;        // [2N, P]

    /// <param name="recipe">The training; the preview samples by its <see cref="LatentRecipe.Sampling"/>.</param>
    /// <param name="vae">Decodes; becomes this object's.</param>
    /// <param name="captions">Encodes the prompts, here and now only.</param>
    /// <param name="device">Where the network computes.</param>
    public TransformerPreview(LatentRecipe recipe, CausalVae vae, CaptionEncoder captions, Device device)
    {
        (_recipe, _vae) = (recipe, vae);
        _prompts = [.. Enumerable.Range(0, Prompts).Select(i => CaptionWriter.Plain(
            ToyVideos.Scene(recipe.Seed, i, recipe.Levels, i % 2 == 0 ? Split.Seen : Split.Unseen)))];
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var empty = captions.Encode(Caption.Empty[0]);
        var prompts = captions.Encode(_prompts.Select(prompt => new Caption(prompt, IsPicture: false)));
        using var texts = TextTable.Of([.. Enumerable.Repeat(empty, Prompts), .. prompts], device);
        var (states, mask, pooled) = texts.Gather([.. Enumerable.Range(0, 2 * Prompts)]);
        (_states, _mask, _pooled) = (states.DetachFromDisposeScope(), mask.DetachFromDisposeScope(), pooled.DetachFromDisposeScope());
    }

    /// <summary>Writes <c>samples-STEP.png</c> into <paramref name="folder"/>.</summary>
    public void Write(HunyuanVideoTransformer network, long update, string folder)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var video = _vae.Decode(Sample(network) / _vae.Config.ScalingFactor);                  // [N, 3, F, H, W]
        var clips = _prompts.Select((prompt, i) => new SheetClip(
            RgbFrames.VideoToBytes(video[i]), _recipe.Frames, _recipe.Size, _recipe.Size, prompt)).ToList();
        var sheet = ContactSheet.Compose(clips, Columns, Scale);
        PngFile.Write(Path.Join(folder, string.Create(CultureInfo.InvariantCulture, $"samples-{update:D6}.png")), sheet.Pixels, sheet.Width, sheet.Height);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _vae.Dispose();
        _states.Dispose();
        _mask.Dispose();
        _pooled.Dispose();
    }

    private Tensor Sample(HunyuanVideoTransformer network)
    {
        var (sampling, config) = (_recipe.Sampling, _vae.Config);
        var side = _recipe.Size / config.SpatialCompression;
        var shape = new long[] { 1, config.LatentChannels, config.LatentFrames(_recipe.Frames), side, side };
        using var scope = NewDisposeScope();
        var noise = cat([.. Enumerable.Range(0, Prompts).Select(i => NoiseSource.Draw((ulong)i, shape))]).to(_states.device);     // [N, C, T, H, W]
        var sampler = new EulerSampler(FlowSchedule.Create(sampling.Steps, sampling.Shift));
        if (network.Config.HasGuidance)
        {
            var (states, mask, pooled) = (_states.narrow(0, Prompts, Prompts), _mask.narrow(0, Prompts, Prompts), _pooled.narrow(0, Prompts, Prompts));
            var guidance = full([Prompts], Guidance.EmbeddedValue(sampling.CfgScale, bf16Compat: false), device: _states.device);
            return sampler.Sample(
                (latents, timestep) => network.forward(new TransformerInput(latents, timestep, states, mask, pooled, guidance)), noise).MoveToOuterDisposeScope();
        }

        var guided = Guidance.Wrap(
            (latents, timestep) => network.forward(new TransformerInput(latents, timestep, _states, _mask, _pooled, null)), sampling.CfgScale, rescale: 0);
        return sampler.Sample(guided, noise).MoveToOuterDisposeScope();
    }
}
