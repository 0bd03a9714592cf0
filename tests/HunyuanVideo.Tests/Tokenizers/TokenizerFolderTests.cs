using System.IO.Compression;
using System.Text.Json.Nodes;
using CsCheck;
using HunyuanVideo.Tokenizers;

namespace HunyuanVideo.Tests.Tokenizers;

/// <summary>Files of strangers: every fault is an InputException that names the file.</summary>
public sealed class TokenizerFolderTests
{
    private static readonly string ToyJson = WriteToy(TokenizerKind.Llama, "tokenizer.json");
    private static readonly string ToyVocabulary = WriteToy(TokenizerKind.Clip, "vocab.json");
    private static readonly string ToyMerges = WriteToy(TokenizerKind.Clip, "merges.txt");

    [Fact]
    public void A_folder_without_tokenizer_says_which_files_it_needs()
    {
        using var folder = new TemporaryFolder();

        var empty = Assert.Throws<InputException>(() => TokenizerFolder.Open(folder.Path));
        var missing = Assert.Throws<InputException>(() => TokenizerFolder.Open(folder.File("none")));

        Assert.Contains("holds no tokenizer; name a folder with tokenizer.json", empty.Message, StringComparison.Ordinal);
        Assert.Contains("is no folder", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_CLIP_pair_wins_over_a_tokenizer_json_beside_it()
    {
        using var folder = new TemporaryFolder();
        folder.File("tokenizer.json", ToyJson);
        folder.File("vocab.json", ToyVocabulary);
        folder.File("merges.txt", ToyMerges);

        Assert.IsType<ClipTokenizer>(TokenizerFolder.Open(folder.Path));
    }

    [Fact]
    public void Merges_as_pairs_read_like_merges_as_strings()
    {
        using var folder = new TemporaryFolder();
        var strings = LlamaTokenizer.Read(folder.File("strings.json", ToyJson));
        var pairs = LlamaTokenizer.Read(folder.File("pairs.json", ToyJson.Replace("\"a b\"", "[\"a\", \"b\"]", StringComparison.Ordinal)));

        Assert.Contains("\"a b\"", ToyJson, StringComparison.Ordinal);
        Assert.Equal(strings.Encode("abab a b"), pairs.Encode("abab a b"));
    }

    [Fact]
    public void Without_ignore_merges_only_rules_join()
    {
        using var folder = new TemporaryFolder();
        var root = JsonNode.Parse(ToyJson)!;
        root["model"]!["merges"] = new JsonArray();
        var ignoring = LlamaTokenizer.Read(folder.File("ignoring.json", root.ToJsonString()));
        root["model"]!["ignore_merges"] = false;
        var following = LlamaTokenizer.Read(folder.File("following.json", root.ToJsonString()));

        Assert.Equal(2, ignoring.Encode("abab").Length);
        Assert.Equal(5, following.Encode("abab").Length);
    }

    [Fact]
    public void A_begin_token_inside_a_sequence_of_processors_is_found()
    {
        using var folder = new TemporaryFolder();
        var root = JsonNode.Parse(ToyJson)!;
        var template = root["post_processor"]!.DeepClone();
        root["post_processor"] = new JsonObject
        {
            ["type"] = "Sequence",
            ["processors"] = new JsonArray(new JsonObject { ["type"] = "ByteLevel" }, template),
        };

        Assert.NotNull(LlamaTokenizer.Read(folder.File("tokenizer.json", root.ToJsonString())).BeginId);
    }

    [Fact]
    public void Without_a_post_processor_no_begin_token_is_put()
    {
        using var folder = new TemporaryFolder();
        var root = JsonNode.Parse(ToyJson)!;
        root["post_processor"] = null;

        var tokenizer = LlamaTokenizer.Read(folder.File("tokenizer.json", root.ToJsonString()));

        Assert.Null(tokenizer.BeginId);
        Assert.Empty(tokenizer.Encode(""));
    }

    [Theory]
    [InlineData("\"type\": \"BPE\"", "\"type\": \"WordPiece\"", "model.type is 'WordPiece'")]
    [InlineData("\"normalizer\": null", "\"normalizer\": {\"type\":\"NFC\"}", "has a normalizer")]
    [InlineData("\"byte_fallback\": false", "\"byte_fallback\": true", "model.byte_fallback is True")]
    [InlineData("\"dropout\": null", "\"dropout\": 0.1", "model.dropout is 0.1")]
    [InlineData("{1,3}", "{1,2}", "pre_tokenizer is not")]
    [InlineData("\"use_regex\": false", "\"use_regex\": true", "pre_tokenizer is not")]
    [InlineData("\"lstrip\": false", "\"lstrip\": true", "sets lstrip")]
    [InlineData("\"a\": 64", "\"a\": -1", "has the id -1")]
    [InlineData("\"a\": 64", "\"a\": 2147483647", "has the id 2147483647")]
    [InlineData("\"a\": 64", "\"a\": 99999999999", "is not the JSON of a tokenizer")]
    [InlineData("\"a\": 64", "\"a\": \"64\"", "is not the JSON of a tokenizer")]
    [InlineData("\"a\": 64", "\"a\": 65", "belongs to two tokens")]
    [InlineData("\"a\": 64", "\"a\": 64, \"a\": 64", "is not the JSON of a tokenizer")]
    [InlineData("\"a\": 64", "\"\": 64", "has 0 characters")]
    [InlineData("\"a\": 64", "\"\\ud800\": 64", "is not the JSON of a tokenizer")]
    [InlineData("\"a\": 64", "\"中\": 64", "the vocabulary lacks one of them")]
    [InlineData("\"z\": 89", "\"中\": 89", "has no token 'z'")]
    [InlineData("\"a b\"", "\"a z\"", "the vocabulary lacks one of them")]
    [InlineData("\"a b\"", "\"a b\", \"a b\"", "stands in the file twice")]
    [InlineData("\"a b\"", "\"ab\"", "the vocabulary lacks one of them")]
    [InlineData("\"a b\"", "[\"a\"]", "the vocabulary lacks one of them")]
    [InlineData("\"a b\"", "null", "the vocabulary lacks one of them")]
    [InlineData("\"a b\"", "[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]", "depth")]
    [InlineData("\"content\": \"<|eot_id|>\"", "\"content\": \"<pad>\"", "is listed twice")]
    [InlineData("\"content\": \"<|eot_id|>\"", "\"content\": \"\"", "has 0 characters")]
    [InlineData("\"content\": \"<|eot_id|>\"", "\"content\": \"a\"", "has two ids")]
    [InlineData("\"content\": \"<|begin_of_text|>\"", "\"content\": \"<|other|>\"", "which post_processor puts before the text")]
    [InlineData("\"TemplateProcessing\"", "\"RobertaProcessing\"", "post_processor is neither")]
    [InlineData("\"single\": [", "\"single\": [{\"SpecialToken\":{\"id\":\"<pad>\"}},", "puts more around the text")]
    [InlineData("\"model\"", "\"modell\"", "key 'model' is missing")]
    public void A_faulty_tokenizer_json_is_refused_with_file_and_reason(string found, string replacement, string reason)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(found, ToyJson, StringComparison.Ordinal);
        var path = folder.File("tokenizer.json", ToyJson.Replace(found, replacement, StringComparison.Ordinal));

        var fault = Assert.Throws<InputException>(() => TokenizerFolder.Open(folder.Path));

        Assert.StartsWith(path, fault.Message, StringComparison.Ordinal);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vocab.json", "\"a\": 64", "\"a\": 65", "belongs to two tokens")]
    [InlineData("vocab.json", "\"a</w>\"", "\"a</v>\"", "lacks one of them")]
    [InlineData("vocab.json", "\"z</w>\"", "\"z</v>\"", "has no token 'z</w>'")]
    [InlineData("vocab.json", "<|endoftext|>", "<|end|>", "which ends every text")]
    [InlineData("vocab.json", "{", "[", "is not the JSON of a tokenizer")]
    [InlineData("merges.txt", "#version: 0.2\n", "", "does not begin with a version line")]
    [InlineData("merges.txt", "#version: 0.2\n", "#version: 0.2\n\n", "merge 1 joins '' and ''")]
    [InlineData("merges.txt", "#version: 0.2\n", "#version: 0.2\na b c\n", "merge 1 joins 'a' and 'b c'")]
    public void A_faulty_CLIP_file_is_refused_with_file_and_reason(string name, string found, string replacement, string reason)
    {
        using var folder = new TemporaryFolder();
        folder.File("vocab.json", ToyVocabulary);
        folder.File("merges.txt", ToyMerges);
        var content = name == "vocab.json" ? ToyVocabulary : ToyMerges;
        Assert.Contains(found, content, StringComparison.Ordinal);
        folder.File(name, content.Replace(found, replacement, StringComparison.Ordinal));

        var fault = Assert.Throws<InputException>(() => TokenizerFolder.Open(folder.Path));

        Assert.StartsWith(folder.Path, fault.Message, StringComparison.Ordinal);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Merges_that_are_no_UTF8_are_refused()
    {
        using var folder = new TemporaryFolder();
        folder.File("vocab.json", ToyVocabulary);
        File.WriteAllBytes(folder.File("merges.txt"), [.. "#version\n"u8, 0xFF, 0xFE]);

        var fault = Assert.Throws<InputException>(() => TokenizerFolder.Open(folder.Path));

        Assert.Contains("is not UTF-8", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gzip_that_unpacks_without_end_is_stopped()
    {
        using var folder = new TemporaryFolder();
        using (var bomb = new GZipStream(File.Create(folder.File("tokenizer.json.gz")), CompressionLevel.Fastest))
        {
            var block = new byte[1 << 20];
            for (var megabytes = 0; megabytes < 40; megabytes++)
            {
                bomb.Write(block);
            }
        }

        var fault = Assert.Throws<InputException>(() => TokenizerFolder.Open(folder.Path));

        Assert.Contains("more than 32 MiB", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_gzip_is_refused()
    {
        using var folder = new TemporaryFolder();
        folder.File("tokenizer.json.gz", "no gzip");

        var fault = Assert.Throws<InputException>(() => TokenizerFolder.Open(folder.Path));

        Assert.Contains("is no whole gzip file", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tokenizer_without_padding_token_cannot_fill_a_row()
    {
        using var folder = new TemporaryFolder();
        folder.File("tokenizer.json", ToyJson.Replace("<pad>", "<stuffing>", StringComparison.Ordinal));
        var tokenizer = TokenizerFolder.Open(folder.Path);

        var fault = Assert.Throws<InputException>(() => tokenizer.Encode("a", 8));

        Assert.Null(tokenizer.PadId);
        Assert.Contains("no added token '<pad>'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_with_a_changed_character_are_read_or_refused_never_worse()
    {
        using var folder = new TemporaryFolder();

        Gen.Select(Gen.Int[0, ToyJson.Length - 1], Gen.Char).Sample(
            (position, character) =>
            {
                var path = folder.File("tokenizer.json", ToyJson[..position] + character + ToyJson[(position + 1)..]);
                var fault = Record.Exception(() => LlamaTokenizer.Read(path).Encode("abab <pad>"));

                Assert.True(fault is null or InputException, fault?.ToString());
            },
            iter: 200, threads: 1);
    }

    private static string WriteToy(TokenizerKind kind, string file)
    {
        using var folder = new TemporaryFolder();
        BpeTrainer.Train(kind, ["abab a aba", "ab a"], 600).Write(folder.Path);
        return File.ReadAllText(folder.File(file));
    }
}
