using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HunyuanVideo.TextEncoders;

/// <summary>
/// Reads a Hugging Face <c>config.json</c> into a record: its own keys by <c>JsonPropertyName</c>, the many keys that
/// steer other parts of that library by an explicit list, and nothing else.
/// </summary>
internal static class HuggingFaceConfig
{
    /// <summary>Keys that every model of the library may write; none of them changes what an encoder computes.</summary>
    private static readonly string[] Bookkeeping =
    [
        "_commit_hash", "_name_or_path", "add_cross_attention", "architectures", "attention_dropout", "auto_map", "bad_words_ids",
        "begin_suppress_tokens", "bos_token_id", "chunk_size_feed_forward", "cross_attention_hidden_size", "decoder_start_token_id",
        "diversity_penalty", "do_sample", "dropout", "dtype", "early_stopping", "encoder_no_repeat_ngram_size", "eos_token_id",
        "exponential_decay_length_penalty", "finetuning_task", "forced_bos_token_id", "forced_eos_token_id", "id2label",
        "initializer_factor", "initializer_range", "is_decoder", "is_encoder_decoder", "label2id", "length_penalty", "max_length",
        "min_length", "model_type", "no_repeat_ngram_size", "num_beam_groups", "num_beams", "num_return_sequences",
        "output_attentions", "output_hidden_states", "output_scores", "pad_token_id", "prefix", "problem_type", "pruned_heads",
        "remove_invalid_values", "repetition_penalty", "return_dict", "return_dict_in_generate", "sep_token_id", "suppress_tokens",
        "task_specific_params", "temperature", "tf_legacy_loss", "tie_encoder_decoder", "tie_word_embeddings", "tokenizer_class",
        "top_k", "top_p", "torch_dtype", "torchscript", "transformers_version", "typical_p", "use_bfloat16", "use_cache",
    ];

    /// <summary>The record in <paramref name="json"/>, or in its <c>text_config</c> where the file describes a whole model with pictures.</summary>
    /// <param name="json">The parsed file.</param>
    /// <param name="source">What messages call it: a path.</param>
    /// <param name="type">The record's keys.</param>
    /// <param name="alsoIgnored">Keys of this architecture that do not change the result.</param>
    /// <exception cref="ConfigException">A key is unknown, missing or of the wrong type.</exception>
    public static T Read<T>(JsonElement json, string source, JsonTypeInfo<T> type, params string[] alsoIgnored)
    {
        var root = FindText(json, source);
        var known = type.Properties.Select(property => property.Name).Order(StringComparer.Ordinal).ToArray();
        var ignored = Bookkeeping.Concat(alsoIgnored).ToFrozenSet(StringComparer.Ordinal);
        var unknown = root.EnumerateObject().Select(property => property.Name)
            .Where(name => !known.Contains(name, StringComparer.Ordinal) && !ignored.Contains(name)).ToArray();
        if (unknown.Length > 0)
        {
            throw new ConfigException(
                $"{source}: unknown key {string.Join(", ", unknown)}; remove it or correct its spelling (known: {string.Join(", ", known)}).");
        }

        try
        {
            return root.Deserialize(type)!;
        }
        catch (JsonException fault)
        {
            throw new ConfigException($"{source}: {fault.Message.TrimEnd('.')}; add or correct the key.");
        }
    }

    /// <exception cref="ConfigException">A rule does not hold; the message joins the sentences of all of them.</exception>
    public static void Require(params ReadOnlySpan<(bool Holds, string Fault)> rules)
    {
        var faults = new List<string>();
        foreach (var (holds, fault) in rules)
        {
            if (!holds)
            {
                faults.Add(fault);
            }
        }

        if (faults.Count > 0)
        {
            throw new ConfigException(string.Join(" ", faults));
        }
    }

    private static JsonElement FindText(JsonElement json, string source)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new ConfigException($"{source}: holds no JSON object; take the config.json beside the weights.");
        }

        return json.TryGetProperty("text_config", out var text) && text.ValueKind == JsonValueKind.Object ? text : json;
    }
}
