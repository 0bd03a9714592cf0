namespace HunyuanVideo.Tokenizers;

/// <summary>A model's folder with tokenizer files, of either kind.</summary>
public static class TokenizerFolder
{
    internal const string JsonName = "tokenizer.json";
    internal const string VocabularyName = "vocab.json";
    internal const string MergesName = "merges.txt";

    /// <summary>
    /// Reads the tokenizer in a folder: CLIP from <c>vocab.json</c> and <c>merges.txt</c>, else Llama from <c>tokenizer.json</c>
    /// or <c>tokenizer.json.gz</c>.
    /// </summary>
    /// <param name="folder">For example <c>MODEL/tokenizer</c> or <c>MODEL/tokenizer_2</c>.</param>
    /// <param name="variant">Which reference tokenizer to follow if the folder holds CLIP's.</param>
    /// <exception cref="InputException">No tokenizer lies there, or its files are damaged.</exception>
    /// <remarks>CLIP's own folders may hold a <c>tokenizer.json</c> too, of the fast variant; so the pair is looked for first.</remarks>
    public static ITokenizer Open(string folder, ClipVariant variant = ClipVariant.Slow)
    {
        var (vocabulary, merges) = (Path.Join(folder, VocabularyName), Path.Join(folder, MergesName));
        if (File.Exists(vocabulary) && File.Exists(merges))
        {
            return ClipTokenizer.Read(vocabulary, merges, variant);
        }

        var json = Path.Join(folder, JsonName);
        foreach (var path in (ReadOnlySpan<string>)[json, json + ".gz"])
        {
            if (File.Exists(path))
            {
                return LlamaTokenizer.Read(path);
            }
        }

        var state = Directory.Exists(folder) ? "holds no tokenizer" : "is no folder";
        throw new InputException(
            $"{folder}: {state}; name a folder with {JsonName} (or {JsonName}.gz), or with {VocabularyName} and {MergesName}.");
    }
}
