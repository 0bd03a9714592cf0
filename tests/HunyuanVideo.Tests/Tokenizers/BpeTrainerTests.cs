using CsCheck;
using HunyuanVideo.Tokenizers;

namespace HunyuanVideo.Tests.Tokenizers;

public sealed class BpeTrainerTests
{
    private static readonly string[] Captions =
    [
        "a red circle moves to the right on a blue background",
        "a green square stays still on a white background",
        "a purple star grows on a black background, then it's gone",
        "<|start_header_id|>user<|end_header_id|>\n\na yellow ring bounces<|eot_id|>",
    ];

    [Fact]
    public void A_trained_Llama_vocabulary_is_read_back()
    {
        using var folder = new TemporaryFolder();

        BpeTrainer.Train(TokenizerKind.Llama, Captions, 320).Write(folder.Path);
        var tokenizer = Assert.IsType<LlamaTokenizer>(TokenizerFolder.Open(folder.Path));

        Assert.Equal((320, 315, 319), (tokenizer.VocabularySize, tokenizer.BeginId, tokenizer.PadId));
        Assert.Equal("<|eot_id|>", tokenizer.Token(318));
        Assert.Equal([315, 316, 317, 318], tokenizer.Encode("<|start_header_id|><|end_header_id|><|eot_id|>"));
    }

    [Fact]
    public void A_trained_CLIP_vocabulary_is_read_back()
    {
        using var folder = new TemporaryFolder();

        BpeTrainer.Train(TokenizerKind.Clip, Captions, 560).Write(folder.Path);
        var tokenizer = Assert.IsType<ClipTokenizer>(TokenizerFolder.Open(folder.Path));

        Assert.Equal((560, 558, 559, 559), (tokenizer.VocabularySize, tokenizer.BeginId, tokenizer.EndId, tokenizer.PadId));
    }

    [Theory]
    [InlineData(TokenizerKind.Llama)]
    [InlineData(TokenizerKind.Clip)]
    public void Frequent_words_become_one_token(TokenizerKind kind)
    {
        using var folder = new TemporaryFolder();
        BpeTrainer.Train(kind, Captions, 1000).Write(folder.Path);
        var tokenizer = TokenizerFolder.Open(folder.Path);

        var ids = tokenizer.Encode("a background");

        Assert.Equal(2 + (tokenizer.BeginId is null ? 0 : 1) + (tokenizer.EndId is null ? 0 : 1), ids.Length);
    }

    [Fact]
    public void Decoding_gives_back_any_text_with_a_toy_vocabulary()
    {
        using var folder = new TemporaryFolder();
        BpeTrainer.Train(TokenizerKind.Llama, Captions, 400).Write(folder.Path);
        var tokenizer = TokenizerFolder.Open(folder.Path);

        Gen.String.Sample(text =>
            Assert.Equal(string.Concat(text.EnumerateRunes()), tokenizer.Decode(tokenizer.Encode(text).Skip(1))));
    }

    [Theory]
    [InlineData(TokenizerKind.Llama)]
    [InlineData(TokenizerKind.Clip)]
    public void The_order_of_the_texts_does_not_matter(TokenizerKind kind)
    {
        var forwards = BpeTrainer.Train(kind, Captions, 600);
        var backwards = BpeTrainer.Train(kind, Captions.Reverse(), 600);

        Assert.Equal(forwards.Tokens, backwards.Tokens);
        Assert.Equal(forwards.Merges, backwards.Merges);
    }

    [Fact]
    public void Equally_frequent_pairs_join_in_the_order_of_their_bytes()
    {
        var vocabulary = BpeTrainer.Train(TokenizerKind.Llama, ["ba", "é", "ab"], 264);

        // 'é' is C3 A9, written Ã and ©.
        Assert.Equal([("a", "b"), ("b", "a"), ("Ã", "©")], vocabulary.Merges);
    }

    [Fact]
    public void Training_ends_when_nothing_is_left_to_join()
    {
        var vocabulary = BpeTrainer.Train(TokenizerKind.Llama, ["aaa"], 500);

        Assert.Equal([("a", "a"), ("aa", "a")], vocabulary.Merges);
        Assert.Equal(256 + 2 + 5, vocabulary.Tokens.Count);
    }

    [Theory]
    [InlineData(TokenizerKind.Llama, 260)]
    [InlineData(TokenizerKind.Clip, 513)]
    [InlineData(TokenizerKind.Clip, int.MaxValue)]
    public void A_size_without_room_for_bytes_and_special_tokens_is_refused(TokenizerKind kind, int size)
    {
        var fault = Assert.Throws<InputException>(() => BpeTrainer.Train(kind, Captions, size));

        Assert.Contains($"{size} tokens", fault.Message, StringComparison.Ordinal);
    }
}
