using System.Text.Json;

namespace HunyuanVideo.Training.Recipes;

/// <summary>Trains the CLIP text tower against frames of the toy world. Source: spec training §6.2.</summary>
public sealed record ClipRecipe : TrainedRecipe
{
    /// <summary>The text tower's <c>config.json</c>.</summary>
    public required JsonElement Config { get; init; }

    /// <summary>Pairs per update.</summary>
    public int Batch { get; init; } = 128;

    /// <summary>Side of the square clips, in pixels.</summary>
    public int Size { get; init; } = 64;

    /// <inheritdoc/>
    public override IEnumerable<string> Faults() => base.Faults().Concat(OwnFaults());

    private IEnumerable<string> OwnFaults()
    {
        if (Batch < 2)
        {
            yield return $"batch {Batch} is less than 2; contrast needs other pairs, 128 suits the toy.";
        }

        if (Size < 1)
        {
            yield return $"size {Size} is less than 1; 64 suits the toy.";
        }
    }
}
