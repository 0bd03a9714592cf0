using System.Text;
using HunyuanVideo.Random;
using HunyuanVideo.Tensors;
using HunyuanVideo.Training.Cache;
using HunyuanVideo.Training.Optimisation;
using HunyuanVideo.Training.Recipes;
using HunyuanVideo.Transformer;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Transformer;

/// <summary>
/// Trains the diffusion transformer on cached latents: pictures first, then clips with pictures mixed in.
/// Source: paper §4.5, spec training §1–§3.
/// </summary>
internal sealed class TransformerTask : ITrainingTask
{
    private readonly TransformerRecipe _recipe;
    private readonly HunyuanVideoTransformer _network;
    private readonly ComputeCopy<HunyuanVideoTransformer> _compute;
    private readonly TrainingCache _cache;
    private readonly TransformerPreview _preview;
    private readonly double _scalingFactor;
    private readonly CachedText _emptyVideo;
    private readonly CachedText _emptyImage;
    private readonly Ahead<Draw> _draws;

    /// <param name="recipe">What to train.</param>
    /// <param name="dtype">Type of the passes.</param>
    /// <param name="folder">The run's folder; the cache lies in it.</param>
    /// <param name="cached">Receives the clips encoded so far.</param>
    /// <param name="cancellation">Stops the encoding between shards.</param>
    public TransformerTask(TransformerRecipe recipe, ScalarType dtype, string folder, IProgress<int>? cached, CancellationToken cancellation)
    {
        _recipe = recipe;
        var vae = TrainedParts.Vae(recipe.Model);
        using var captions = new CaptionEncoder(recipe.Model);
        _scalingFactor = vae.Config.ScalingFactor;
        using (no_grad())
        {
            _cache = new ToyCache(recipe, vae, captions).Open(Path.Join(folder, "cache"), cached, cancellation);
            (_emptyVideo, _emptyImage) = (Empty(captions, isImage: false), Empty(captions, isImage: true));
        }

        var config = TransformerConfig.FromJson(Encoding.UTF8.GetBytes(recipe.Config.GetRawText()), "config");
        _network = new HunyuanVideoTransformer(config);
        _compute = new ComputeCopy<HunyuanVideoTransformer>(_network, type => new HunyuanVideoTransformer(config, dtype: type), dtype);
        TrainedParts.Start(_network, recipe, seed => _network.InitializeForTraining(seed));
        _preview = new TransformerPreview(recipe, vae, captions, _emptyVideo);
        _draws = new Ahead<Draw>(DrawFor);
        Parameters = [.. _network.named_parameters().Select(item => KeyValuePair.Create(item.name, item.parameter))];
    }

    public IReadOnlyList<KeyValuePair<string, Parameter>> Parameters { get; }

    public ScalarType Dtype => _compute.Dtype;

    public double AddGradients(long update, IDictionary<string, double> metrics)
    {
        using var scope = NewDisposeScope();
        var draw = _draws.Take(update);
        var batch = Batch(draw);
        _compute.TakeValues();
        var (_, losses) = FlowStep.Run(_compute.Network, batch);
        using var loss = losses.mean();
        loss.backward();
        _compute.HandGradients();
        var value = loss.ToDouble();
        metrics[draw.IsImage ? "loss_image" : "loss_video"] = value;
        return value;
    }

    public void Preview(long update, string folder) => _preview.Write(_network, update, folder);

    public void Export() => ToyModelFolder.Write(_recipe, _network);

    public void Dispose()
    {
        _draws.Dispose();
        _compute.Dispose();
        _network.Dispose();
        _cache.Dispose();
        _preview.Dispose();
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

    /// <summary>Everything random of one update, drawn without libtorch on the thread that runs ahead.</summary>
    private Draw DrawFor(long update)
    {
        var phase = _recipe.PhaseOf(update);
        var random = Philox.For(_recipe.Seed, "transformer.batch", (ulong)update);
        var isImage = random.NextUniform() < phase.ImageShare;
        var count = isImage ? phase.ImageBatch : phase.Batch;
        var clips = new int[count];
        var captions = new int[count];
        for (var i = 0; i < count; i++)
        {
            clips[i] = random.NextInt(_cache.Count);
            var isDropped = random.NextUniform() < _recipe.CaptionDropout;
            captions[i] = isDropped ? -1 : isImage ? ToyCache.PictureCaption : random.NextInt(ToyCache.PictureCaption);
        }

        var levels = NoiseLevels.Draw(random, count, _recipe.UniformShare, phase.Shift);
        var shape = LatentShape(isImage, count);
        var noise = new float[shape.Aggregate(1L, (product, size) => product * size)];
        Philox.For(_recipe.Seed, "transformer.noise", (ulong)update).FillNormal(noise);
        return new Draw(isImage, clips, captions, levels, noise, shape);
    }

    private long[] LatentShape(bool isImage, int count)
    {
        using var scope = NewDisposeScope();
        return [count, .. _cache.Latents(0, isImage).shape];
    }

    private TransformerBatch Batch(Draw draw)
    {
        var latents = stack([.. draw.Clips.Select(clip => _cache.Latents(clip, draw.IsImage))]) * _scalingFactor;     // [B, C, T, H, W]
        var texts = draw.Clips.Zip(draw.Captions, (clip, caption) => caption < 0
            ? draw.IsImage ? _emptyImage : _emptyVideo
            : _cache.Text(clip, caption, ToyCache.CaptionsPerClip)).ToList();
        var (states, mask) = TextPadding.Stack([.. texts.Select(text => text.States)]);                               // [B, L, E], [B, L]
        var pooled = stack([.. texts.Select(text => text.Pooled)]);                                                   // [B, P]
        return new TransformerBatch(latents, AlignedTensor.Copy(draw.Noise, draw.Shape), tensor(draw.Levels), states, mask, pooled);
    }

    private sealed record Draw(bool IsImage, int[] Clips, int[] Captions, float[] Levels, float[] Noise, long[] Shape);
}
