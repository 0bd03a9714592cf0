using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Training.Recipes;

/// <summary>
/// Puts a trained transformer behind other text encoders: what reads the text learns to say of their states what it said of the earlier ones'.
/// </summary>
public sealed record TextSwapRecipe : TrainedRecipe
{
    /// <summary>Fewer captions give the least squares nothing to go by.</summary>
    internal const int LeastCaptions = 16;

    /// <summary>Model folder of the transformer and of the text encoders that it knows; <see cref="Recipe.Model"/> has the others, of the same tokenizers.</summary>
    public required string Earlier { get; init; }

    /// <summary>Captions that it learns from.</summary>
    public int Captions { get; init; } = 12288;

    /// <summary>Captions per update.</summary>
    public int Batch { get; init; } = 128;

    /// <summary>Levels of the toy world that they tell of, in turn.</summary>
    public IReadOnlyList<SceneLevel> Levels { get; init; } = [SceneLevel.Level1];

    /// <inheritdoc/>
    public override IEnumerable<string> Faults() => base.Faults().Concat(OwnFaults()).Concat(LevelFaults(Levels));

    private IEnumerable<string> OwnFaults()
    {
        if (ModelExport.IsSame(Earlier, Model))
        {
            yield return $"earlier and model are both {Model}; model is the folder with the other text encoders, llama's output for example.";
        }

        if (Captions < LeastCaptions || Batch < 1)
        {
            yield return $"captions {Captions} must be at least {LeastCaptions} and batch {Batch} at least 1; 12288 and 128 suit the toy.";
        }
    }
}
