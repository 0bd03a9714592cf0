using System.Text.Encodings.Web;
using System.Text.Json;

namespace HunyuanVideo.Tokenizers;

/// <summary>Writes a trained vocabulary in the <c>tokenizer.json</c> layout that <see cref="TokenizerJson"/> reads.</summary>
/// <remarks>Source: spec text-encoders §4.2.</remarks>
internal static class TokenizerJsonWriter
{
    private static readonly JsonWriterOptions Options =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static void Write(string path, BpeVocabulary vocabulary) => TokenizerFile.Write(path, stream =>
    {
        using var json = new Utf8JsonWriter(stream, Options);
        Write(json, vocabulary);
    });

    private static void Write(Utf8JsonWriter json, BpeVocabulary vocabulary)
    {
        var special = BpeVocabulary.SpecialTokens(vocabulary.Kind);
        json.WriteStartObject();
        json.WriteString("version", "1.0");
        json.WriteNull("truncation");
        json.WriteNull("padding");
        json.WriteStartArray("added_tokens");
        foreach (var (id, content) in vocabulary.Tokens.Index().TakeLast(special.Count))
        {
            json.WriteStartObject();
            json.WriteNumber("id", id);
            json.WriteString("content", content);
            foreach (var flag in (ReadOnlySpan<string>)["single_word", "lstrip", "rstrip", "normalized"])
            {
                json.WriteBoolean(flag, false);
            }

            json.WriteBoolean("special", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNull("normalizer");
        WriteRaw(json, "pre_tokenizer", $$"""
            {"type":"Sequence","pretokenizers":[
            {"type":"Split","pattern":{"Regex":"{{JsonEncodedText.Encode(LlamaPieces.Expression, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}}"},"behavior":"Isolated","invert":false},
            {"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":false}]}
            """);
        var begin = special[0];
        var beginId = vocabulary.Tokens.Count - special.Count;
        WriteRaw(json, "post_processor", $$$$"""
            {"type":"TemplateProcessing",
            "single":[{"SpecialToken":{"id":"{{{{begin}}}}","type_id":0}},{"Sequence":{"id":"A","type_id":0}}],
            "pair":[{"SpecialToken":{"id":"{{{{begin}}}}","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"{{{{begin}}}}","type_id":1}},{"Sequence":{"id":"B","type_id":1}}],
            "special_tokens":{"{{{{begin}}}}":{"id":"{{{{begin}}}}","ids":[{{{{beginId}}}}],"tokens":["{{{{begin}}}}"]}}}
            """);
        WriteRaw(json, "decoder", """{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":true}""");
        WriteModel(json, vocabulary, special.Count);
        json.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter json, BpeVocabulary vocabulary, int specialCount)
    {
        json.WriteStartObject("model");
        json.WriteString("type", "BPE");
        json.WriteNull("dropout");
        json.WriteNull("unk_token");
        json.WriteNull("continuing_subword_prefix");
        json.WriteNull("end_of_word_suffix");
        json.WriteBoolean("fuse_unk", false);
        json.WriteBoolean("byte_fallback", false);
        json.WriteBoolean("ignore_merges", true);
        json.WriteStartObject("vocab");
        foreach (var (id, token) in vocabulary.Tokens.Index().SkipLast(specialCount))
        {
            json.WriteNumber(token, id);
        }

        json.WriteEndObject();
        json.WriteStartArray("merges");
        foreach (var (left, right) in vocabulary.Merges)
        {
            json.WriteStringValue($"{left} {right}");
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRaw(Utf8JsonWriter json, string key, string value)
    {
        json.WritePropertyName(key);
        using var document = JsonDocument.Parse(value);
        document.WriteTo(json);
    }
}
