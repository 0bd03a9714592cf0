using HunyuanVideo.Random;
using HunyuanVideo.Synthetic;
using HunyuanVideo.Tensors;
using HunyuanVideo.Training.Cache;
using HunyuanVideo.Training.Recipes;
using HunyuanVideo.Vae;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Transformer;

/// <summary>
/// The data of every update of a transformer's training: latents and texts from caches, one for each size of the
/// curriculum, noise and noise levels from the seed.
/// </summary>
internal sealed class LatentBatches : IDisposable
{
    private readonly LatentRecipe _recipe;
    private readonly Dictionary<ClipSize, TrainingCache> _caches = [];
    private readonly double _scalingFactor;
    private readonly CachedText _emptyVideo;
    private readonly CachedText _emptyImage;
    private readonly Ahead<Draw> _draws;

    /// <param name="recipe">What is drawn.</param>
    /// <param name="vae">Encodes pixels, here and now only.</param>
    /// <param name="captions">Encodes captions, here and now only.</param>
    /// <param name="folder">The run's folder; the caches lie in it.</param>
    /// <param name="cached">Receives the clips encoded so far.</param>
    /// <param name="cancellation">Stops the encoding between shards.</param>
    public LatentBatches(
        LatentRecipe recipe, CausalVae vae, CaptionEncoder captions, string folder, IProgress<int>? cached, CancellationToken cancellation)
    {
        (_recipe, _scalingFactor) = (recipe, vae.Config.ScalingFactor);
        using (no_grad())
        {
            foreach (var size in recipe.Phases.Select(recipe.SizeOf).Distinct())
            {
                _caches[size] = new ToyCache(recipe, size, vae, captions).Open(LatentCacheFolder.Of(folder, size), cached, cancellation);
            }

            (_emptyVideo, _emptyImage) = (Empty(captions, isImage: false), Empty(captions, isImage: true));
        }

        _draws = new Ahead<Draw>(DrawFor);
    }

    /// <summary>The empty caption of clips.</summary>
    public CachedText EmptyVideo => _emptyVideo;

    /// <summary>The data of an update; the caller's scope owns the tensors.</summary>
    public (TransformerBatch Batch, bool IsImage) Take(long update)
    {
        var draw = _draws.Take(update);
        var cache = _caches[draw.Size];
        var latents = stack([.. draw.Clips.Select(clip => cache.Latents(clip, draw.IsImage))]) * _scalingFactor;     // [B, C, T, H, W]
        var texts = draw.Clips.Zip(draw.Captions, (clip, caption) => caption < 0
            ? EmptyOf(draw.IsImage)
            : cache.Text(clip, caption, ToyCache.CaptionsPerClip)).ToList();
        var (states, mask) = TextPadding.Stack([.. texts.Select(text => text.States)]);                              // [B, L, E], [B, L]
        var pooled = stack([.. texts.Select(text => text.Pooled)]);                                                  // [B, P]
        return (new TransformerBatch(latents, AlignedTensor.Copy(draw.Noise, draw.Shape), tensor(draw.Levels), states, mask, pooled), draw.IsImage);
    }

    /// <summary>The empty caption for a whole batch, padded to its length; the caller's scope owns the tensors.</summary>
    public (Tensor States, Tensor Mask, Tensor Pooled) EmptyFor(TransformerBatch batch, bool isImage)
    {
        using var scope = NewDisposeScope();
        var (count, length) = (batch.TextStates.shape[0], batch.TextStates.shape[1]);
        var empty = EmptyOf(isImage);
        var valid = empty.States.shape[0];
        var states = zeros([count, length, empty.States.shape[1]]);
        states.narrow(1, 0, valid).copy_(empty.States);
        var mask = zeros([count, length], int64);
        mask.narrow(1, 0, valid).fill_(1);
        return scope.MoveToOuter(states, mask, empty.Pooled.unsqueeze(0).expand(count, -1).clone());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _draws.Dispose();
        foreach (var cache in _caches.Values)
        {
            cache.Dispose();
        }

        foreach (var text in new[] { _emptyVideo, _emptyImage })
        {
            text.States.Dispose();
            text.Pooled.Dispose();
        }
    }

    private static CachedText Empty(CaptionEncoder captions, bool isImage)
    {
        var text = captions.Encode("", isImage);
        return new CachedText(text.States.DetachFromDisposeScope(), text.Pooled.DetachFromDisposeScope());
    }

    private CachedText EmptyOf(bool isImage) => isImage ? _emptyImage : _emptyVideo;

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
        var captions = new int[count];
        for (var i = 0; i < count; i++)
        {
            clips[i] = random.NextInt(cache.Count);
            var isDropped = random.NextUniform() < _recipe.CaptionDropout;
            captions[i] = isDropped ? -1 : isImage ? ToyCache.PictureCaption : random.NextInt(ToyCache.PictureCaption);
        }

        var levels = NoiseLevels.Draw(random, count, _recipe.UniformShare, phase.Shift);
        var shape = LatentShape(cache, isImage, count);
        var noise = new float[shape.Aggregate(1L, (product, side) => product * side)];
        Philox.For(_recipe.Seed, "transformer.noise", (ulong)update).FillNormal(noise);
        return new Draw(size, isImage, clips, captions, levels, noise, shape);
    }

    private static long[] LatentShape(TrainingCache cache, bool isImage, int count)
    {
        using var scope = NewDisposeScope();
        return [count, .. cache.Latents(0, isImage).shape];
    }

    private sealed record Draw(ClipSize Size, bool IsImage, int[] Clips, int[] Captions, float[] Levels, float[] Noise, long[] Shape);
}
