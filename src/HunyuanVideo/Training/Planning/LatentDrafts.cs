using System.Globalization;
using System.Text;
using HunyuanVideo.Training.Cache;
using HunyuanVideo.Training.Recipes;
using HunyuanVideo.Transformer;
using HunyuanVideo.Vae;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Planning;

/// <summary>Drafts of the transformer's training and of its distillation.</summary>
internal static class LatentDrafts
{
    private const double DistillationPasses = StepWork.Training + 2;        // the teacher passes forward twice

    /// <summary>A kind of update for the clips and one for the pictures of each phase.</summary>
    /// <param name="recipe">What is trained.</param>
    /// <param name="dtype">Type of the passes.</param>
    /// <param name="runFolder">The run's folder, which may hold a cache.</param>
    /// <param name="options">What is assumed and measured.</param>
    public static StageDraft Of(LatentRecipe recipe, ScalarType dtype, string runFolder, PlanOptions options)
    {
        var teacher = recipe is DistillationRecipe distillation ? TrainedParts.ConfigOfTransformer(distillation.Teacher) : null;
        var config = teacher is null
            ? TransformerConfig.FromJson(Encoding.UTF8.GetBytes(((TransformerRecipe)recipe).Config.GetRawText()), "config")
            : teacher with { HasGuidance = true };
        using var network = new HunyuanVideoTransformer(config, device("meta"));
        var parts = Parts.Open(recipe.Model);
        using var vae = parts.Vae;
        using var captions = parts.Captions;
        var vaeConfig = vae?.Config ?? VaeConfig.Published with { LatentChannels = config.InChannels };
        var lengths = CaptionLengths.OfLlama(recipe.Model, recipe.Levels, options);
        var (mean, longest) = lengths is { } known ? (known.Mean - known.Cropped, known.Longest - known.Cropped) : (options.AssumedTextTokens, options.AssumedTextTokens);
        var (phases, shapes) = Phases(recipe, config, vaeConfig, teacher is null ? StepWork.Training : DistillationPasses, longest, options);
        return new StageDraft
        {
            Parameters = ParameterCount.Of(network),
            Asked = teacher is null ? 0 : ParameterCount.Of(network).All,
            Dtype = dtype,
            Phases = phases,
            Cache = CachePlanner.Plan(recipe, vae, captions, vaeConfig, mean, (config.TextWidth, config.PooledTextWidth), runFolder, options),
            Probe = () => new FlowProbe(config, dtype, shapes, teacher),
            Notes = [.. parts.Notes(recipe.Model, lengths is null, options)],
        };
    }

    private static (IReadOnlyList<PhaseDraft> Phases, IReadOnlyList<LatentShape> Shapes) Phases(
        LatentRecipe recipe, TransformerConfig config, VaeConfig vae, double passes, double textTokens, PlanOptions options)
    {
        var (phases, shapes, end) = (new List<PhaseDraft>(), new List<LatentShape>(), 0L);
        foreach (var phase in recipe.Phases)
        {
            end += phase.Steps;
            var size = recipe.SizeOf(phase);
            var side = size.Width / vae.SpatialCompression;
            Add("clips", phase.Batch, size.Frames, 1 - phase.ImageShare);
            Add("pictures", phase.ImageBatch, 1, phase.ImageShare);

            void Add(string kind, int batch, int frames, double share)
            {
                if (share <= 0)
                {
                    return;
                }

                var shape = new LatentShape(batch, config.InChannels, vae.LatentFrames(frames), side, (long)Math.Ceiling(textTokens));
                var work = TransformerWork.Of(config, batch, TransformerWork.Tokens(config, shape.Frames, shape.Side), textTokens, passes, options);
                var name = string.Create(CultureInfo.InvariantCulture, $"{kind} {size.Width}×{size.Height}{(frames > 1 ? $"×{frames}" : "")}, batch {batch}");
                phases.Add(new PhaseDraft(name, phase.Steps * share, work, end - 1));
                shapes.Add(shape);
            }
        }

        return (phases, shapes);
    }

    /// <summary>Networks of earlier stages, as far as they are there.</summary>
    private sealed record Parts(CausalVae? Vae, CaptionEncoder? Captions)
    {
        public static Parts Open(string model) => new(TryOpen(() => TrainedParts.Vae(model)), TryOpen(() => new CaptionEncoder(model)));

        public IEnumerable<string> Notes(string model, bool lacksTokenizer, PlanOptions options)
        {
            if (Vae is null || Captions is null)
            {
                yield return $"{Path.GetFullPath(model)} lacks {(Vae is null ? "the vae" : "text encoders")}: how long the cache takes is not known; train the earlier stages first.";
            }

            if (lacksTokenizer)
            {
                yield return $"{Path.GetFullPath(model)} has no tokenizer yet: texts of {options.AssumedTextTokens} tokens are assumed.";
            }
        }

        private static T? TryOpen<T>(Func<T> open)
            where T : class
        {
            try
            {
                return open();
            }
            catch (Exception fault) when (fault is InputException or IOException)
            {
                return null;
            }
        }
    }
}
