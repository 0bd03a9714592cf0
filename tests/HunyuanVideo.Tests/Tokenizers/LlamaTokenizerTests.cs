using CsCheck;
using HunyuanVideo.Tokenizers;

namespace HunyuanVideo.Tests.Tokenizers;

public sealed class LlamaTokenizerTests
{
    private const int Begin = 128000;

    [Fact]
    public void Every_vector_has_exactly_the_published_ids()
    {
        var vectors = PublishedTokenizers.Vectors("llama3").GetProperty("vectors").EnumerateArray().ToArray();

        var wrong = vectors.Where(vector => !PublishedTokenizers.Llama.Encode(vector.Text("text")).SequenceEqual(vector.Ids("ids")))
            .Select(vector => vector.Text("text"));

        Assert.Equal(425, vectors.Length);
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("Hello, world!", new[] { 9906, 11, 1917, 0 })]
    [InlineData("It's", new[] { 2181, 596 })]
    [InlineData("IT'S", new[] { 964, 13575 })]
    [InlineData("  two", new[] { 220, 1403 })]
    [InlineData("tab\tx", new[] { 6323, 10436 })]
    [InlineData("x \n y", new[] { 87, 720, 379 })]
    [InlineData("12345", new[] { 4513, 1774 })]
    [InlineData("\n\n\n", new[] { 1432 })]
    [InlineData(" \n\n", new[] { 4815 })]
    [InlineData("e\u0301a", new[] { 68, 54939, 64 })]
    public void Small_texts_have_the_ids_worked_out_by_hand(string text, int[] ids)
    {
        var encoded = PublishedTokenizers.Llama.Encode(text);

        Assert.Equal([Begin, .. ids], encoded);
    }

    [Fact]
    public void Special_ids_come_from_the_file()
    {
        var tokenizer = PublishedTokenizers.Llama;

        Assert.Equal((Begin, null, 128258, 128259), (tokenizer.BeginId, tokenizer.EndId, tokenizer.PadId, tokenizer.VocabularySize));
    }

    [Fact]
    public void A_begin_token_in_the_text_is_kept_beside_the_one_put_before_it()
    {
        Assert.Equal([Begin, Begin, 64], PublishedTokenizers.Llama.Encode("<|begin_of_text|>a"));
    }

    [Fact]
    public void Astral_letters_form_one_word()
    {
        var pieces = LlamaPieces.In("a𝒜b 12345", Range.All).ToArray();

        Assert.Equal([0..4, 4..5, 5..8, 8..10], pieces);
    }

    [Fact]
    public void Short_texts_are_padded_on_the_right_and_masked()
    {
        var row = PublishedTokenizers.Llama.Encode("a dog", 6);

        Assert.Equal([Begin, 64, 5679, 128258, 128258, 128258], row.Ids);
        Assert.Equal([1, 1, 1, 0, 0, 0], row.Mask);
        Assert.Equal((3, 0), (row.TokenCount, row.CutTokens));
    }

    [Fact]
    public void Long_texts_lose_their_end_and_say_how_much()
    {
        var row = PublishedTokenizers.Llama.Encode("a dog a dog a dog", 3);

        Assert.Equal([Begin, 64, 5679], row.Ids);
        Assert.Equal((3, 4), (row.TokenCount, row.CutTokens));
    }

    [Fact]
    public void A_length_below_one_is_refused()
    {
        var fault = Assert.Throws<InputException>(() => PublishedTokenizers.Llama.Encode("a", 0));

        Assert.Contains("0 tokens", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decoding_gives_back_the_text()
    {
        Gen.String.Sample(text =>
        {
            var decoded = PublishedTokenizers.Llama.Decode(PublishedTokenizers.Llama.Encode(text).Skip(1));

            Assert.Equal(WithoutLoneSurrogates(text), decoded);
        });
    }

    [Fact]
    public void Decoding_gives_back_every_text_of_the_vectors()
    {
        foreach (var vector in PublishedTokenizers.Vectors("llama3").GetProperty("vectors").EnumerateArray())
        {
            Assert.Equal(vector.Text("text"), PublishedTokenizers.Llama.Decode(vector.Ids("ids").Skip(1)));
        }
    }

    [Fact]
    public void Pieces_cover_every_text_without_gaps()
    {
        Gen.String.Sample(text =>
        {
            var pieces = LlamaPieces.In(text, Range.All).ToArray();

            Assert.Equal(text, string.Concat(pieces.Select(piece => text[piece])));
            Assert.All(pieces, piece => Assert.NotEmpty(text[piece]));
        });
    }

    [Fact]
    public void Lone_surrogates_count_as_the_replacement_character()
    {
        Assert.Equal(
            PublishedTokenizers.Llama.Encode("\uFFFDa\uFFFD \uFFFD\uFFFD"),
            PublishedTokenizers.Llama.Encode("\uD800a\uDC00 \uDFFF\uD800"));
    }

    [Fact]
    public void A_word_of_a_hundred_thousand_letters_is_encoded()
    {
        var text = new string('z', 100_000);

        var ids = PublishedTokenizers.Llama.Encode(text);

        Assert.Equal(text, PublishedTokenizers.Llama.Decode(ids.Skip(1)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(128259)]
    public void An_id_without_a_token_is_named(int id)
    {
        var fault = Assert.Throws<InputException>(() => PublishedTokenizers.Llama.Decode([id]));

        Assert.Contains($"id {id} has no token", fault.Message, StringComparison.Ordinal);
    }

    private static string WithoutLoneSurrogates(string text) => string.Concat(text.EnumerateRunes());
}
