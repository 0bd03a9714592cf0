using HunyuanVideo.Pipelines;
using HunyuanVideo.Synthetic;
using HunyuanVideo.TextEncoders;
using HunyuanVideo.Training.Recipes;
using HunyuanVideo.Training.Text;
using HunyuanVideo.Training.Transformer;
using HunyuanVideo.Transformer;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Planning;

/// <summary>Drafts of the trainings on captions alone.</summary>
internal static class TextDrafts
{
    private const int EmbeddingWidth = 128;
    private const double PicturePassesKept = 3;
    private const double SwapPasses = StepWork.Training + 1;        // the earlier projection passes forward

    /// <summary>The language model's.</summary>
    public static StageDraft Of(LlamaRecipe recipe, PlanOptions options)
    {
        var config = LlamaConfig.FromJson(recipe.Config, "config");
        using var network = new LlamaForCausalLm(config, device("meta"));
        var lengths = CaptionLengths.OfLlama(recipe.Model, [SceneLevel.Level1, SceneLevel.Level2, SceneLevel.Level3], options);
        var work = TextWork.Of(config, recipe.Batch, lengths?.Longest ?? options.AssumedTextTokens, options);
        return new StageDraft
        {
            Parameters = ParameterCount.Of(network),
            Dtype = ScalarType.Float32,
            Phases = [new PhaseDraft($"batch {recipe.Batch}", recipe.Optimisation.Steps, work, recipe.Optimisation.Steps - 1)],
            Probe = lengths is null ? null : () => new TaskProbe(new LlamaTask(recipe)),
            Notes = lengths is null ? [NoTokenizer(recipe.Model, options)] : [],
        };
    }

    /// <summary>CLIP's.</summary>
    public static StageDraft Of(ClipRecipe recipe, PlanOptions options)
    {
        var config = ClipTextConfig.FromJson(recipe.Config, "config");
        using var network = new ContrastiveClip(config, EmbeddingWidth, device("meta"));
        var tokens = CaptionLengths.OfClip(recipe.Model, options);
        var text = TextWork.Of(config, recipe.Batch, tokens ?? options.AssumedTextTokens, options);
        var (flops, kept) = Pictures(network);
        var work = text with { ForwardFlops = text.ForwardFlops + (recipe.Batch * flops), KeptValues = text.KeptValues + (recipe.Batch * kept) };
        return new StageDraft
        {
            Parameters = ParameterCount.Of(network),
            Dtype = ScalarType.Float32,
            Phases = [new PhaseDraft($"batch {recipe.Batch}", recipe.Optimisation.Steps, work, recipe.Optimisation.Steps - 1)],
            Probe = tokens is null ? null : () => new TaskProbe(new ClipTask(recipe)),
            Notes = tokens is null ? [NoTokenizer(recipe.Model, options)] : [],
        };
    }

    /// <summary>Of a transformer's text projection behind other encoders.</summary>
    public static StageDraft Of(TextSwapRecipe recipe, PlanOptions options)
    {
        var config = TrainedParts.ConfigOfTransformer(Path.Join(recipe.Earlier, ModelLayout.Transformer));
        using var network = new HunyuanVideoTransformer(config, device("meta"));
        var (all, trained) = (ParameterCount.Of(network), ParameterCount.Of(network, TextSwapTask.Trains));
        var lengths = CaptionLengths.OfLlama(recipe.Model, recipe.Levels, options);
        var tokens = lengths is { } known ? known.Longest - known.Cropped : options.AssumedTextTokens;
        return new StageDraft
        {
            Parameters = trained,
            Asked = (2 * all.All) - trained.All,
            Dtype = ScalarType.Float32,
            Phases = [new PhaseDraft($"batch {recipe.Batch}", recipe.Optimisation.Steps, TransformerWork.OfText(config, recipe.Batch, tokens, SwapPasses, options), recipe.Optimisation.Steps - 1)],
            Probe = lengths is null ? null : () => new TaskProbe(new TextSwapTask(recipe with { Captions = TextSwapRecipe.LeastCaptions }, CancellationToken.None)),
            Notes = lengths is null ? [NoTokenizer(recipe.Model, options)] : [],
        };
    }

    private static string NoTokenizer(string model, PlanOptions options) =>
        $"{Path.GetFullPath(model)} has no tokenizer yet: texts of {options.AssumedTextTokens} tokens are assumed, and no real update can be timed.";

    // The image tower: each convolution halves the sides.
    private static (double Flops, double Kept) Pictures(ContrastiveClip network)
    {
        var (side, flops, kept) = ((double)ClipImageTower.Side, 0.0, 0.0);
        foreach (var (_, weight) in network.named_parameters().Where(item => item.parameter.dim() == 4))
        {
            kept += weight.shape[1] * side * side * PicturePassesKept;
            side /= 2;
            flops += 2 * weight.numel() * side * side;
        }

        return (flops, kept);
    }
}
