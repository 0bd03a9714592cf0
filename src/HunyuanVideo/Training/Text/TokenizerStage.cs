using HunyuanVideo.Pipelines;
using HunyuanVideo.Synthetic;
using HunyuanVideo.Tokenizers;
using HunyuanVideo.Training.Recipes;

namespace HunyuanVideo.Training.Text;

/// <summary>Learns both vocabularies of a toy model from its world's texts and writes them with the prompt templates.</summary>
internal static class TokenizerStage
{
    private static readonly string[] Encoders = [ModelLayout.Text, ModelLayout.PooledText];

    /// <exception cref="InputException">An encoder that was trained behind other tokenizers lies beside.</exception>
    public static void Run(TokenizerRecipe recipe)
    {
        if (Array.Find([.. Encoders.Select(encoder => Path.Join(recipe.Model, encoder))], Directory.Exists) is { } trained)
        {
            throw new InputException(
                $"{trained}: was trained with the tokenizers beside it, which new ones would replace; name another folder as model, or remove {Path.GetFullPath(recipe.Model)} to start anew.");
        }

        var texts = CaptionWriter.Corpus(recipe.Captions, recipe.Seed).ToList();
        var templated = texts.SelectMany(text => new[] { Apply(recipe.VideoTemplate, text), Apply(recipe.ImageTemplate, text) });
        var llamaFolder = Path.Join(recipe.Model, ModelLayout.Tokenizer);
        BpeTrainer.Train(TokenizerKind.Llama, templated, recipe.LlamaVocabulary).Write(llamaFolder);
        BpeTrainer.Train(TokenizerKind.Clip, texts, recipe.ClipVocabulary).Write(Path.Join(recipe.Model, ModelLayout.PooledTokenizer));
        var tokenizer = TokenizerFolder.Open(llamaFolder);
        new PromptTemplates { Video = Template(tokenizer, recipe.VideoTemplate), Image = Template(tokenizer, recipe.ImageTemplate) }
            .Write(Path.Join(llamaFolder, PromptTemplates.FileName));
    }

    private static string Apply(string template, string text) =>
        template.Replace(PromptTemplate.Placeholder, text, StringComparison.Ordinal);

    /// <summary>What stands before the prompt, in tokens, is what the pipeline crops.</summary>
    private static PromptTemplate Template(ITokenizer tokenizer, string text) => new()
    {
        Text = text,
        CropStart = tokenizer.Encode(text[..text.IndexOf(PromptTemplate.Placeholder, StringComparison.Ordinal)]).Length,
    };
}
