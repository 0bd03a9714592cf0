using System.Text.Json;

namespace HunyuanVideo.Training.Recipes;

/// <summary>Trains the decoder-only text encoder as a language model on captions and questions. Source: spec training §6.1.</summary>
public sealed record LlamaRecipe : TrainedRecipe
{
    /// <summary>Model folder that receives the result, with copies of the other parts; null writes into <see cref="Recipe.Model"/> itself.</summary>
    public string? Output { get; init; }

    /// <inheritdoc/>
    public override string ResultFolder() => Output ?? Model;

    /// <summary>The encoder's <c>config.json</c>.</summary>
    public required JsonElement Config { get; init; }

    /// <summary>Texts per update.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>Share of texts that are a caption followed by a question and its answer.</summary>
    public double QuestionShare { get; init; } = 0.5;

    /// <inheritdoc/>
    public override IEnumerable<string> Faults() => base.Faults().Concat(OwnFaults());

    private IEnumerable<string> OwnFaults()
    {
        if (Batch < 1)
        {
            yield return $"batch {Batch} is less than 1; 64 suits the toy.";
        }

        if (QuestionShare is not (>= 0 and <= 1))
        {
            yield return $"question_share {QuestionShare} is outside 0…1; 0.5 is usual.";
        }
    }
}
