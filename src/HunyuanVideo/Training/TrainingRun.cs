using HunyuanVideo.Training.Recipes;
using HunyuanVideo.Training.Runs;
using HunyuanVideo.Training.Text;
using HunyuanVideo.Training.Transformer;
using HunyuanVideo.Training.Vae;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Training;

/// <summary>Runs any recipe to its end, or on from where it was stopped.</summary>
public static class TrainingRun
{
    /// <summary>Runs <paramref name="recipe"/> in <paramref name="folder"/>.</summary>
    /// <param name="recipe">What to train.</param>
    /// <param name="folder">The run's folder: checkpoints, metrics, previews.</param>
    /// <param name="progress">Receives every update.</param>
    /// <param name="cancellation">Saves and stops.</param>
    /// <param name="device">Where to compute; the CPU when null.</param>
    /// <exception cref="InputException">The stage does not train on this device, or its data is missing.</exception>
    public static void Execute(
        Recipe recipe, string folder, IProgress<TrainingProgress>? progress, CancellationToken cancellation, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        device ??= CPU;
        if (device.type != DeviceType.CPU && recipe is not (LatentRecipe or VaeRecipe))
        {
            throw new InputException($"device '{device}' trains the stages vae, transformer and distillation only; leave --device out, the other stages are small.");
        }

        using var mark = recipe is TrainedRecipe ? RunMark.Put(recipe, folder) : null;
        try
        {
            Run(recipe, folder, progress, device, cancellation);
        }
        catch (InputException)
        {
            mark?.Withdraw();
            throw;
        }
    }

    private static void Run(Recipe recipe, string folder, IProgress<TrainingProgress>? progress, Device device, CancellationToken cancellation)
    {
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
                Train(new VaeTask(vae, PassType.Choose(vae.Precision, folder, device), device), vae, folder, progress, cancellation);
                break;
            case TransformerRecipe transformer:
                Train(new TransformerTask(transformer, PassType.Choose(transformer.Precision, folder, device), device, folder, null, cancellation), transformer, folder, progress, cancellation);
                break;
            case DistillationRecipe distillation:
                Train(new DistillationTask(distillation, PassType.Choose(distillation.Precision, folder, device), device, folder, null, cancellation), distillation, folder, progress, cancellation);
                break;
            case TextSwapRecipe swap:
                Train(new TextSwapTask(swap, cancellation), swap, folder, progress, cancellation);
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
