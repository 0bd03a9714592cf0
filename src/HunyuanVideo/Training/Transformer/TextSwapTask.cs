using System.Text;
using HunyuanVideo.Pipelines;
using HunyuanVideo.Random;
using HunyuanVideo.Synthetic;
using HunyuanVideo.Training.Cache;
using HunyuanVideo.Training.Recipes;
using HunyuanVideo.Training.Toy;
using HunyuanVideo.Transformer;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Transformer;

/// <summary>
/// Puts a trained transformer behind other text encoders. Its first layers take the least-squares map from the new states to the
/// earlier ones with them; then the text projection learns, of many captions, to give the blocks the tokens that it gave them before.
/// </summary>
/// <remarks>No clip is needed. What the earlier encoders did not tell apart stays untold until the transformer trains behind the new ones.</remarks>
internal sealed class TextSwapTask : ITrainingTask
{
    private const int ClipsPerPicture = 3;
    private const double TimestepScale = 1000;

    private static readonly string[] StateReaders = ["txt_in.input_embedder", "txt_in.c_embedder.linear_1"];
    private static readonly string[] PooledReaders = ["vector_in.in_layer"];

    private readonly TextSwapRecipe _recipe;
    private readonly HunyuanVideoTransformer _earlier;
    private readonly HunyuanVideoTransformer _network;
    private readonly TextTable _earlierTexts;
    private readonly TextTable _texts;

    /// <param name="recipe">What to train.</param>
    /// <param name="cancellation">Stops the encoding between captions.</param>
    public TextSwapTask(TextSwapRecipe recipe, CancellationToken cancellation)
    {
        _recipe = recipe;
        var transformer = Path.Join(recipe.Earlier, ModelLayout.Transformer);
        if (TrainedParts.ConfigOfTransformer(transformer).TextProjection != TextProjectionKind.SingleRefiner)
        {
            throw new InputException($"{transformer}: its text projection is no token refiner, the only one that a text swap knows; give another model as earlier.");
        }

        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var captions = Enumerable.Range(0, recipe.Captions).Select(CaptionOf).ToList();
        var (earlier, later) = (Encode(recipe.Earlier, captions, cancellation), Encode(recipe.Model, captions, cancellation));
        CheckAlike(earlier, later);
        (_earlier, _network) = (TrainedParts.Transformer(transformer), TrainedParts.Transformer(transformer));
        StartAt(AffineMap.Fit(cat([.. later.Select(text => text.States)]), cat([.. earlier.Select(text => text.States)])), StateReaders);
        StartAt(AffineMap.Fit(stack([.. later.Select(text => text.Pooled)]), stack([.. earlier.Select(text => text.Pooled)])), PooledReaders);
        (_earlierTexts, _texts) = (TextTable.Of(earlier, CPU), TextTable.Of(later, CPU));
        Parameters = [.. _network.named_parameters().Where(item => Trains(item.name)).Select(item => KeyValuePair.Create(item.name, item.parameter))];
    }

    public IReadOnlyList<KeyValuePair<string, Parameter>> Parameters { get; }

    /// <summary>Whether the parameter under <paramref name="key"/> is one of the text projection's.</summary>
    public static bool Trains(string key) => key.StartsWith("txt_in.", StringComparison.Ordinal);

    /// <summary>Mean squared error of the valid tokens, as a share of the earlier tokens' mean square.</summary>
    public double AddGradients(long update, IDictionary<string, double> metrics)
    {
        using var scope = NewDisposeScope();
        var random = Philox.For(_recipe.Seed, "text_swap.batch", (ulong)update);
        var texts = Enumerable.Range(0, _recipe.Batch).Select(_ => random.NextInt(_recipe.Captions)).ToArray();
        var timesteps = tensor(texts.Select(_ => (float)(TimestepScale * random.NextUniform())).ToArray());      // [B]
        var wanted = Wanted(texts, timesteps);                                                                     // [B, L, D]
        var (states, mask, _) = _texts.Gather(texts);
        var valid = mask.unsqueeze(-1).to(float32);
        var error = ((_network.TextTokens(states, timesteps, mask) - wanted) * valid).square().sum();
        var loss = error / (wanted * valid).square().sum();
        loss.backward();
        return loss.ToDouble();
    }

    public void Preview(long update, string folder)
    {
        // Text tokens have no picture; the loss says it all.
    }

    /// <summary>Writes the transformer beside its new encoders, and the index and schedule of the earlier model, by which it samples.</summary>
    public void Export()
    {
        ModelExport.Write(
            _network, Encoding.UTF8.GetBytes(_network.Config.ToJson()), Path.Join(_recipe.Model, ModelLayout.Transformer), ModelExport.DiffusionWeights);
        ToyModelFolder.CopyIndex(_recipe.Earlier, _recipe.Model);
    }

    public void Dispose()
    {
        _earlier.Dispose();
        _network.Dispose();
        _earlierTexts.Dispose();
        _texts.Dispose();
    }

    private static IReadOnlyList<CachedText> Encode(string model, IReadOnlyList<Caption> captions, CancellationToken cancellation)
    {
        using var encoder = new CaptionEncoder(model);
        return encoder.Encode(captions, cancellation);
    }

    private void CheckAlike(IReadOnlyList<CachedText> earlier, IReadOnlyList<CachedText> later)
    {
        var isAlike = earlier.Zip(later, (before, now) =>
            before.States.shape.SequenceEqual(now.States.shape) && before.Pooled.shape.SequenceEqual(now.Pooled.shape)).All(same => same);
        if (!isAlike)
        {
            throw new InputException(
                $"the text encoders of {_recipe.Model} and of {_recipe.Earlier} differ in tokens or widths; give encoders of the same tokenizers and sizes.");
        }
    }

    private void StartAt(AffineMap map, string[] layers)
    {
        var parameters = _network.named_parameters().ToDictionary(item => item.name, item => item.parameter, StringComparer.Ordinal);
        foreach (var layer in layers)
        {
            var (weight, bias) = (parameters[$"{layer}.weight"], parameters[$"{layer}.bias"]);
            var (newWeight, newBias) = map.Ahead(weight, bias);
            weight.copy_(newWeight);
            bias.copy_(newBias);
        }
    }

    private Tensor Wanted(int[] texts, Tensor timesteps)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var (states, mask, _) = _earlierTexts.Gather(texts);
        return _earlier.TextTokens(states, timesteps, mask).MoveToOuterDisposeScope();
    }

    // The first are the empty captions.
    private Caption CaptionOf(int index)
    {
        if (index < Caption.Empty.Count)
        {
            return Caption.Empty[index];
        }

        var scene = ToyVideos.Scene(_recipe.Seed, index, _recipe.Levels, Split.Seen);
        var random = Philox.For(_recipe.Seed, "text_swap.caption", (ulong)index);
        return random.NextInt(ClipsPerPicture + 1) == 0
            ? new Caption(CaptionWriter.Picture(scene.AsPicture()), IsPicture: true)
            : new Caption(CaptionWriter.Write(scene, random), IsPicture: false);
    }
}
