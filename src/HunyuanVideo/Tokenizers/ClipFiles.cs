using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HunyuanVideo.Tokenizers;

/// <summary>The two files of a CLIP vocabulary, <c>vocab.json</c> and <c>merges.txt</c>.</summary>
/// <remarks>Source: spec text-encoders §4.3 step 4.</remarks>
internal static class ClipFiles
{
    private const string VersionLine = "#version: 0.2";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonWriterOptions Options =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <exception cref="InputException">The file is damaged.</exception>
    public static TokenVocabulary ReadVocabulary(string path) => TokenizerFile.ReadJson(path, root =>
    {
        var vocabulary = new TokenVocabulary(path, root.GetPropertyCount());
        foreach (var entry in root.EnumerateObject())
        {
            vocabulary.Add(entry.Name, entry.Value.GetInt32());
        }

        return vocabulary;
    });

    /// <exception cref="InputException">The file is damaged or belongs to another vocabulary.</exception>
    public static BytePairMerges ReadMerges(string path, TokenVocabulary vocabulary)
    {
        var rest = ReadText(path).AsSpan().TrimEnd("\r\n");
        if (!NextLine(ref rest).Contains("#version", StringComparison.Ordinal))
        {
            throw new InputException($"{path}: does not begin with a version line; put '{VersionLine}' before the merges.");
        }

        var merges = new BytePairMerges(vocabulary.Size);
        while (!rest.IsEmpty)
        {
            var rule = NextLine(ref rest);
            var space = rule.IndexOf(' ');
            merges.Add(vocabulary, rule[..Math.Max(space, 0)], rule[(space + 1)..], path);
        }

        return merges;
    }

    /// <summary>Writes both files as <see cref="ReadVocabulary"/> and <see cref="ReadMerges"/> take them.</summary>
    public static void Write(string vocabularyPath, string mergesPath, BpeVocabulary vocabulary)
    {
        TokenizerFile.Write(vocabularyPath, stream =>
        {
            using var json = new Utf8JsonWriter(stream, Options);
            json.WriteStartObject();
            foreach (var (id, token) in vocabulary.Tokens.Index())
            {
                json.WriteNumber(token, id);
            }

            json.WriteEndObject();
        });
        TokenizerFile.Write(mergesPath, stream =>
        {
            using var text = new StreamWriter(stream, StrictUtf8) { NewLine = "\n" };
            text.WriteLine(VersionLine);
            foreach (var (left, right) in vocabulary.Merges)
            {
                text.WriteLine($"{left} {right}");
            }
        });
    }

    private static string ReadText(string path)
    {
        try
        {
            return StrictUtf8.GetString(TokenizerFile.Read(path));
        }
        catch (DecoderFallbackException fault)
        {
            throw new InputException($"{path}: is not UTF-8 text ({fault.Message.TrimEnd('.')}); copy the published file again.", fault);
        }
    }

    /// <summary>Takes the first line off; only a line feed ends one, other break characters may stand in tokens.</summary>
    private static ReadOnlySpan<char> NextLine(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf('\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return line.TrimEnd('\r');
    }
}
