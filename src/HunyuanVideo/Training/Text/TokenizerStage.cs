using HunyuanVideo.Synthetic;
using HunyuanVideo.Tokenizers;
using HunyuanVideo.Training.Recipes;

namespace HunyuanVideo.Training.Text;

/// <summary>Learns both vocabularies of a toy model from its world's texts and writes them with the prompt templates.</summary>
internal static class TokenizerStage
{
    /// <summary>Folder of the decoder's tokenizer in a model folder.</summary>
    public const string LlamaFolder = "tokenizer";

    /// <summary>Folder of CLIP's tokenizer in a model folder.</summary>
    public const string ClipFolder = "tokenizer_2";

    public static void Run(TokenizerRecipe recipe)
    {
        var texts = CaptionWriter.Corpus(recipe.Captions, recipe.Seed).ToList();
        var templated = texts.SelectMany(text => new[] { Apply(recipe.VideoTemplate, text), Apply(recipe.ImageTemplate, text) });
        var llamaFolder = Path.Join(recipe.Model, LlamaFolder);
        BpeTrainer.Train(TokenizerKind.Llama, templated, recipe.LlamaVocabulary).Write(llamaFolder);
        BpeTrainer.Train(TokenizerKind.Clip, texts, recipe.ClipVocabulary).Write(Path.Join(recipe.Model, ClipFolder));
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
