using HunyuanVideo.Synthetic;
using HunyuanVideo.Training.Optimisation;

namespace HunyuanVideo.Training.Recipes;

/// <summary>A stage with gradient descent.</summary>
public abstract record TrainedRecipe : Recipe
{
    /// <summary>How it is optimised.</summary>
    public required OptimisationOptions Optimisation { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Faults() => Optimisation.Faults();

    /// <summary>What is wrong with the levels that scenes are drawn of.</summary>
    protected static IEnumerable<string> LevelFaults(IReadOnlyList<SceneLevel> levels) =>
        levels.Count == 0 ? ["levels is empty; give at least one, for example Level1."] : [];
}
