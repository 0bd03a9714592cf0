using System.Text.Json;

namespace HunyuanVideo.Training.Recipes;

/// <summary>Trains the diffusion transformer by flow matching. Source: paper §4.5, spec training §1–§3.</summary>
public sealed record TransformerRecipe : LatentRecipe
{
    /// <summary>The transformer's <c>config.json</c>.</summary>
    public required JsonElement Config { get; init; }
}
