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
    public override IEnumerable<string> Faults() =>
        Batch < 2 ? base.Faults().Append($"batch {Batch} is less than 2; contrast needs other pairs, 128 suits the toy.") : base.Faults();
}
