using HunyuanVideo.Training.Optimisation;

namespace HunyuanVideo.Training.Recipes;

/// <summary>A stage with gradient descent.</summary>
public abstract record TrainedRecipe : Recipe
{
    /// <summary>How it is optimised.</summary>
    public required OptimisationOptions Optimisation { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Faults() => Optimisation.Faults();
}
