using HunyuanVideo.Training.Recipes;
using HunyuanVideo.Training.Runs;
using HunyuanVideo.Training.Text;
using HunyuanVideo.Training.Transformer;
using HunyuanVideo.Training.Vae;

namespace HunyuanVideo.Training;

/// <summary>Runs any recipe to its end, or on from where it was stopped.</summary>
public static class TrainingRun
{
    /// <summary>Runs <paramref name="recipe"/> in <paramref name="folder"/>.</summary>
    /// <param name="recipe">What to train.</param>
    /// <param name="folder">The run's folder: checkpoints, metrics, previews.</param>
    /// <param name="progress">Receives every update.</param>
    /// <param name="cancellation">Saves and stops.</param>
    public static void Execute(Recipe recipe, string folder, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        using var mark = recipe is TrainedRecipe ? RunMark.Put(recipe, folder) : null;
        switch (recipe)
        {
            case TokenizerRecipe tokenizer:
                TokenizerStage.Run(tokenizer);
                break;
            case LlamaRecipe llama:
                Train(new LlamaTask(llama), llama, folder, progress, cancellation);
                break;
            case ClipRecipe clip:
                Train(new ClipTask(clip), clip, folder, progress, cancellation);
                break;
            case VaeRecipe vae:
                Train(new VaeTask(vae, PassType.Choose(vae.Precision, folder)), vae, folder, progress, cancellation);
                break;
            case TransformerRecipe transformer:
                Train(new TransformerTask(transformer, PassType.Choose(transformer.Precision, folder), folder, null, cancellation), transformer, folder, progress, cancellation);
                break;
            case DistillationRecipe distillation:
                Train(new DistillationTask(distillation, PassType.Choose(distillation.Precision, folder), folder, null, cancellation), distillation, folder, progress, cancellation);
                break;
            default:
                throw new ArgumentException($"{recipe.GetType().Name} has no trainer.", nameof(recipe));
        }
    }

    private static void Train(
        ITrainingTask task, TrainedRecipe recipe, string folder, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        using (task)
        {
            new Trainer(task, recipe.Optimisation, folder, recipe.Hash()).Run(progress, cancellation);
        }
    }
}
