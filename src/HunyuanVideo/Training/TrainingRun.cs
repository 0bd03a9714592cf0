using HunyuanVideo.Training.Recipes;
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
        if (recipe is VaeRecipe vae)
        {
            using var task = new VaeTask(vae);
            new Trainer(task, vae.Optimisation, folder, recipe.Hash()).Run(progress, cancellation);
        }
    }
}
