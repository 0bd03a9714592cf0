using System.Text.Json;

namespace HunyuanVideo.Tokenizers;

/// <summary>What <c>tokenizer.json</c> says of a byte-level byte-pair tokenizer.</summary>
/// <remarks>Source: spec text-encoders §4.2.</remarks>
internal sealed record TokenizerJson(
    TokenVocabulary Vocabulary, BytePairMerges Merges, bool IgnoreMerges, IReadOnlyDictionary<string, int> Added, int? BeginId)
{
    private const string Known = "only byte-level BPE files with the Llama 3 pre-tokeniser are supported";

    /// <exception cref="InputException">The file is damaged or describes another kind of tokenizer.</exception>
    public static TokenizerJson Read(string path) => TokenizerFile.ReadJson(path, root => Read(root, path));

    private static TokenizerJson Read(JsonElement root, string path)
    {
        var model = Required(root, "model");
        RequireKind(root, model, path);
        var entries = Required(model, "vocab");
        var vocabulary = new TokenVocabulary(path, entries.GetPropertyCount());
        foreach (var entry in entries.EnumerateObject())
        {
            vocabulary.Add(entry.Name, entry.Value.GetInt32());
        }

        var merges = ReadMerges(Required(model, "merges"), vocabulary, path);
        var added = ReadAdded(root, path);
        foreach (var (content, id) in added)
        {
            vocabulary.Add(content, id);
        }

        var ignoreMerges = model.TryGetProperty("ignore_merges", out var flag) && flag.GetBoolean();
        return new TokenizerJson(vocabulary, merges, ignoreMerges, added, ReadBeginId(root, vocabulary, path));
    }

    private static void RequireKind(JsonElement root, JsonElement model, string path)
    {
        if (Required(model, "type").GetString() is var type and not "BPE")
        {
            throw new InputException($"{path}: model.type is '{type}'; {Known}.");
        }

        if (IsSet(root, "normalizer"))
        {
            throw new InputException($"{path}: has a normalizer; {Known}, and those have none.");
        }

        foreach (var option in (ReadOnlySpan<string>)["dropout", "continuing_subword_prefix", "end_of_word_suffix", "byte_fallback"])
        {
            if (IsSet(model, option))
            {
                throw new InputException($"{path}: model.{option} is {model.GetProperty(option)}; {Known}, and those leave it unset.");
            }
        }

        var parts = Required(root, "pre_tokenizer") is { ValueKind: JsonValueKind.Object } sequence
            && sequence.TryGetProperty("pretokenizers", out var list) ? list.EnumerateArray().ToArray() : [];
        var isKnown = parts is [var split, var bytes]
            && IsText(split, "type", "Split") && IsText(split, "behavior", "Isolated") && !IsSet(split, "invert")
            && split.TryGetProperty("pattern", out var pattern) && IsText(pattern, "Regex", LlamaPieces.Expression)
            && IsText(bytes, "type", "ByteLevel") && IsFalse(bytes, "add_prefix_space") && IsFalse(bytes, "use_regex");
        if (!isKnown)
        {
            throw new InputException($"{path}: pre_tokenizer is not a Split by the Llama 3 expression followed by a plain ByteLevel; {Known}.");
        }
    }

    private static BytePairMerges ReadMerges(JsonElement list, TokenVocabulary vocabulary, string path)
    {
        var merges = new BytePairMerges(Math.Min(list.GetArrayLength(), TokenVocabulary.MaximumSize));
        foreach (var merge in list.EnumerateArray())
        {
            if (merge.ValueKind == JsonValueKind.Array)
            {
                var isPair = merge.GetArrayLength() == 2;
                merges.Add(vocabulary, isPair ? merge[0].GetString() : "", isPair ? merge[1].GetString() : "", path);
                continue;
            }

            var rule = merge.GetString().AsSpan();
            var space = rule.IndexOf(' ');
            merges.Add(vocabulary, rule[..Math.Max(space, 0)], rule[(space + 1)..], path);
        }

        return merges;
    }

    private static Dictionary<string, int> ReadAdded(JsonElement root, string path)
    {
        var added = new Dictionary<string, int>(StringComparer.Ordinal);
        if (!root.TryGetProperty("added_tokens", out var list) || list.ValueKind == JsonValueKind.Null)
        {
            return added;
        }

        foreach (var token in list.EnumerateArray())
        {
            var content = Required(token, "content").GetString() ?? "";
            if (IsSet(token, "lstrip") || IsSet(token, "rstrip") || IsSet(token, "single_word"))
            {
                throw new InputException($"{path}: added token '{content}' sets lstrip, rstrip or single_word, which is not supported; set them to false.");
            }

            if (!added.TryAdd(content, Required(token, "id").GetInt32()))
            {
                throw new InputException($"{path}: added token '{content}' is listed twice; keep one.");
            }
        }

        return added;
    }

    /// <summary>The special token that TemplateProcessing puts before a single text, at the top or inside a Sequence.</summary>
    private static int? ReadBeginId(JsonElement root, TokenVocabulary vocabulary, string path)
    {
        if (!IsSet(root, "post_processor"))
        {
            return null;
        }

        var processor = root.GetProperty("post_processor");
        JsonElement[] steps = processor.TryGetProperty("processors", out var list) ? [.. list.EnumerateArray()] : [processor];
        JsonElement[] templates = [.. steps.Where(step => IsText(step, "type", "TemplateProcessing"))];
        if (templates.Length + steps.Count(step => IsText(step, "type", "ByteLevel")) != steps.Length || templates.Length > 1)
        {
            throw new InputException($"{path}: post_processor is neither TemplateProcessing nor ByteLevel nor one of each; {Known}.");
        }

        if (templates.Length == 0)
        {
            return null;
        }

        JsonElement[] single = [.. Required(templates[0], "single").EnumerateArray()];
        return single switch
        {
            [var text] when IsSet(text, "Sequence") => null,
            [var begin, var text] when IsSet(begin, "SpecialToken") && IsSet(text, "Sequence") => vocabulary.RequireId(
                Required(begin.GetProperty("SpecialToken"), "id").GetString() ?? "", "which post_processor puts before the text"),
            _ => throw new InputException($"{path}: post_processor puts more around the text than one token before it; {Known}."),
        };
    }

    private static JsonElement Required(JsonElement parent, string key) =>
        parent.TryGetProperty(key, out var value) ? value : throw new FormatException($"key '{key}' is missing");

    private static bool IsSet(JsonElement parent, string key) => parent.TryGetProperty(key, out var value)
        && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False)
        && !(value.ValueKind == JsonValueKind.String && value.ValueEquals(""));

    private static bool IsFalse(JsonElement parent, string key) =>
        parent.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.False;

    private static bool IsText(JsonElement parent, string key, string expected) =>
        parent.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String && value.ValueEquals(expected);
}
