using System.Text;
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
/// <remarks>A network with a guidance input, one that was distilled, goes on at guidance 1, where it predicts the plain velocity.</remarks>
internal sealed class TransformerTask : ITrainingTask
{
    private readonly TransformerRecipe _recipe;
    private readonly HunyuanVideoTransformer _network;
    private readonly ComputeCopy<HunyuanVideoTransformer> _compute;
    private readonly LatentBatches _batches;
    private readonly TransformerPreview _preview;

    /// <param name="recipe">What to train.</param>
    /// <param name="dtype">Type of the passes.</param>
    /// <param name="device">Where they are computed.</param>
    /// <param name="folder">The run's folder; the cache lies in it.</param>
    /// <param name="cached">Receives the clips encoded so far.</param>
    /// <param name="cancellation">Stops the encoding between shards.</param>
    public TransformerTask(TransformerRecipe recipe, ScalarType dtype, Device device, string folder, IProgress<int>? cached, CancellationToken cancellation)
    {
        _recipe = recipe;
        var config = TransformerConfig.FromJson(Encoding.UTF8.GetBytes(recipe.Config.GetRawText()), "config");
        _network = new HunyuanVideoTransformer(config, device);
        TrainedParts.Start(_network, recipe, _network.InitializeForTraining);
        var vae = TrainedParts.Vae(recipe.Model, device);
        using var captions = new CaptionEncoder(recipe.Model);
        _batches = new LatentBatches(recipe, vae, captions, folder, device, cached, cancellation);
        _compute = new ComputeCopy<HunyuanVideoTransformer>(_network, type => new HunyuanVideoTransformer(config, device, type), dtype);
        _preview = new TransformerPreview(recipe, vae, captions, device);
        Parameters = [.. _network.named_parameters().Select(item => KeyValuePair.Create(item.name, item.parameter))];
    }

    public IReadOnlyList<KeyValuePair<string, Parameter>> Parameters { get; }

    public ScalarType Dtype => _compute.Dtype;

    public double AddGradients(long update, IDictionary<string, double> metrics)
    {
        using var scope = NewDisposeScope();
        var (drawn, isImage) = _batches.Take(update);
        var batch = _network.Config.HasGuidance ? drawn with { Guidance = ones_like(drawn.T) } : drawn;
        _compute.TakeValues();
        var (_, losses) = FlowStep.Run(_compute.Network, batch);
        var loss = losses.mean();
        loss.backward();
        _compute.HandGradients();
        var value = loss.ToDouble();
        metrics[isImage ? "loss_image" : "loss_video"] = value;
        return value;
    }

    public void Preview(long update, string folder) => _preview.Write(_network, update, folder);

    public void Export() => ToyModelFolder.Write(_recipe, _network);

    public void Dispose()
    {
        _batches.Dispose();
        _compute.Dispose();
        _network.Dispose();
        _preview.Dispose();
    }
}
