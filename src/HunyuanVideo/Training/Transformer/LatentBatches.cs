using HunyuanVideo.Random;
using HunyuanVideo.Synthetic;
using HunyuanVideo.Tensors;
using HunyuanVideo.Training.Cache;
using HunyuanVideo.Training.Recipes;
using HunyuanVideo.Vae;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Transformer;

/// <summary>
/// The data of every update of a transformer's training: latents and texts from caches, one for each size of the
/// curriculum, noise and noise levels from the seed.
/// </summary>
internal sealed class LatentBatches : IDisposable
{
    private const string NoisePurpose = "transformer.noise";

    private readonly LatentRecipe _recipe;
    private readonly Dictionary<ClipSize, TrainingCache> _caches = [];
    private readonly double _scalingFactor;
    private readonly Ahead<Draw> _draws;

    /// <param name="recipe">What is drawn.</param>
    /// <param name="vae">Encodes pixels, here and now only; computes on <paramref name="device"/>.</param>
    /// <param name="captions">Encodes captions, here and now only.</param>
    /// <param name="folder">The run's folder; the caches lie in it.</param>
    /// <param name="device">Where batches are put together.</param>
    /// <param name="cached">Receives the clips encoded so far.</param>
    /// <param name="cancellation">Stops the encoding between shards.</param>
    public LatentBatches(
        LatentRecipe recipe, CausalVae vae, CaptionEncoder captions, string folder, Device device, IProgress<int>? cached, CancellationToken cancellation)
    {
        (_recipe, _scalingFactor, Device) = (recipe, vae.Config.ScalingFactor, device);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var empty = captions.Encode(Caption.Empty, cancellation);
        foreach (var size in recipe.Phases.Select(recipe.SizeOf).Distinct())
        {
            var source = new ToyCache(recipe, size, vae, captions, device);
            _caches[size] = TrainingCache.Open(LatentCacheFolder.Of(folder, size), recipe.Clips, source, empty, device, cached, cancellation);
        }

        _draws = new Ahead<Draw>(DrawFor);
    }

    /// <summary>Where batches are put together.</summary>
    public Device Device { get; }

    /// <summary>The data of an update; the caller's scope owns the tensors.</summary>
    public (TransformerBatch Batch, bool IsImage) Take(long update)
    {
        var draw = _draws.Take(update);
        var cache = _caches[draw.Size];
        var latents = cache.Latents(draw.Clips, draw.IsImage) * _scalingFactor;                                      // [B, C, T, H, W]
        var (states, mask, pooled) = cache.Texts.Gather(draw.Texts);                                                 // [B, L, E], [B, L], [B, P]
        return (new TransformerBatch(latents, Noise(draw, update), tensor(draw.Levels, device: Device), states, mask, pooled), draw.IsImage);
    }

    /// <summary>The empty caption for a whole batch, padded to its length; the caller's scope owns the tensors.</summary>
    public (Tensor States, Tensor Mask, Tensor Pooled) EmptyFor(TransformerBatch batch, bool isImage)
    {
        var texts = _caches.Values.First().Texts;
        return texts.Gather([.. Enumerable.Repeat(EmptyText(texts, isImage), (int)batch.TextStates.shape[0])], batch.TextStates.shape[1]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _draws.Dispose();
        foreach (var cache in _caches.Values)
        {
            cache.Dispose();
        }
    }

    /// <summary>The empty captions are a table's last two: of clips, then of pictures.</summary>
    private static int EmptyText(TextTable texts, bool isImage) => texts.Count - (isImage ? 1 : 2);

    /// <summary>An accelerator draws its own noise: the CPU's would arrive too late. It differs from the CPU's, and is the same every time.</summary>
    private Tensor Noise(Draw draw, long update)
    {
        if (draw.Noise is { } values)
        {
            return AlignedTensor.Copy(values, draw.Shape);
        }

        cuda.manual_seed(NoiseSeed(update));        // its generators are the library's own: others cannot be made
        return randn(draw.Shape, device: Device);
    }

    private long NoiseSeed(long update)
    {
        var random = Philox.For(_recipe.Seed, NoisePurpose, (ulong)update);
        return (long)(((ulong)random.NextUInt32() << 32) | random.NextUInt32());
    }

    /// <summary>Everything random of one update, drawn without libtorch on the thread that runs ahead.</summary>
    private Draw DrawFor(long update)
    {
        var phase = _recipe.PhaseOf(update);
        var size = _recipe.SizeOf(phase);
        var cache = _caches[size];
        var random = Philox.For(_recipe.Seed, "transformer.batch", (ulong)update);
        var isImage = random.NextUniform() < phase.ImageShare;
        var count = isImage ? phase.ImageBatch : phase.Batch;
        var clips = new int[count];
        var texts = new int[count];
        for (var i = 0; i < count; i++)
        {
            clips[i] = random.NextInt(cache.Count);
            var isDropped = random.NextUniform() < _recipe.CaptionDropout;
            texts[i] = isDropped
                ? EmptyText(cache.Texts, isImage)
                : (clips[i] * ToyCache.CaptionsPerClip) + (isImage ? ToyCache.PictureCaption : random.NextInt(ToyCache.PictureCaption));
        }

        var levels = NoiseLevels.Draw(random, count, _recipe.UniformShare, phase.Shift);
        long[] shape = [count, .. cache.ShapeOf(isImage)];
        float[]? noise = null;
        if (Device.type == DeviceType.CPU)
        {
            noise = new float[shape.Aggregate(1L, (product, side) => product * side)];
            Philox.For(_recipe.Seed, NoisePurpose, (ulong)update).FillNormal(noise);
        }

        return new Draw(size, isImage, clips, texts, levels, noise, shape);
    }

    private sealed record Draw(ClipSize Size, bool IsImage, int[] Clips, int[] Texts, float[] Levels, float[]? Noise, long[] Shape);
}
