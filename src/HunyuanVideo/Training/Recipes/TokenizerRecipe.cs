namespace HunyuanVideo.Training.Recipes;

/// <summary>Trains both byte-pair tokenizers of a toy model on the captions of its world, and writes its prompt template.</summary>
public sealed record TokenizerRecipe : Recipe
{
    /// <summary>Captions to learn from.</summary>
    public int Captions { get; init; } = 20_000;

    /// <summary>Tokens of the decoder's vocabulary.</summary>
    public int LlamaVocabulary { get; init; } = 768;

    /// <summary>Tokens of CLIP's vocabulary.</summary>
    public int ClipVocabulary { get; init; } = 768;

    /// <summary>Template around a prompt for a video, with <c>{}</c> in the prompt's place.</summary>
    public required string VideoTemplate { get; init; }

    /// <summary>Template around a prompt for an image.</summary>
    public required string ImageTemplate { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Faults()
    {
        if (Captions < 1)
        {
            yield return $"captions {Captions} is less than 1; 20000 suit the toy world.";
        }

        if (LlamaVocabulary < 300 || ClipVocabulary < 600)
        {
            yield return "llama_vocabulary needs 300 and clip_vocabulary 600 tokens at least: the bytes and special tokens alone take most of that.";
        }

        foreach (var (name, template) in new[] { ("video_template", VideoTemplate), ("image_template", ImageTemplate) })
        {
            if (template.Split("{}").Length != 2)
            {
                yield return $"{name} must contain {{}} exactly once, where the prompt goes.";
            }
        }
    }
}
