namespace HunyuanVideo.Tokenizers;

/// <summary>A vocabulary that <see cref="BpeTrainer"/> made, ready to be written in the published layouts.</summary>
/// <param name="Kind">Which tokenizer it is for.</param>
/// <param name="Tokens">Tokens in the byte alphabet; the index is the id. The special tokens come last.</param>
/// <param name="Merges">Merge rules, most important first.</param>
public sealed record BpeVocabulary(
    TokenizerKind Kind, IReadOnlyList<string> Tokens, IReadOnlyList<(string Left, string Right)> Merges)
{
    /// <summary>The special tokens of a kind, in the order of their ids; the first one begins every text.</summary>
    internal static IReadOnlyList<string> SpecialTokens(TokenizerKind kind) => kind == TokenizerKind.Llama
        ? ["<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>", LlamaTokenizer.PadToken]
        : [ClipPieces.Start, ClipPieces.End];

    /// <summary>
    /// Writes what <see cref="TokenizerFolder.Open"/> reads: <c>tokenizer.json</c> for Llama, <c>vocab.json</c> and <c>merges.txt</c> for CLIP.
    /// Existing files are replaced.
    /// </summary>
    /// <param name="folder">Created if it is missing.</param>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        if (Kind == TokenizerKind.Llama)
        {
            TokenizerJsonWriter.Write(Path.Join(folder, TokenizerFolder.JsonName), this);
        }
        else
        {
            ClipFiles.Write(Path.Join(folder, TokenizerFolder.VocabularyName), Path.Join(folder, TokenizerFolder.MergesName), this);
        }
    }
}
