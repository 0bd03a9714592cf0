using System.Text.Json;
using CsCheck;
using HunyuanVideo.Tokenizers;

namespace HunyuanVideo.Tests.Tokenizers;

public sealed class ClipTokenizerTests
{
    private const int Start = 49406;
    private const int End = 49407;

    private static readonly JsonElement[] Vectors = [.. PublishedTokenizers.Vectors("clip").GetProperty("vectors").EnumerateArray()];

    [Fact]
    public void Every_vector_has_exactly_the_published_ids()
    {
        var wrong = Vectors.Where(vector => !PublishedTokenizers.Clip.Encode(vector.Text("text")).SequenceEqual(vector.Ids("ids")))
            .Select(vector => vector.Text("text"));

        Assert.Equal(425, Vectors.Length);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_vector_has_exactly_the_published_ids_of_the_fast_variant()
    {
        var wrong = Vectors.Where(vector => !PublishedTokenizers.FastClip.Encode(vector.Text("text")).SequenceEqual(FastIds(vector)))
            .Select(vector => vector.Text("text"));

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_vector_fills_a_row_of_77()
    {
        foreach (var vector in Vectors)
        {
            var row = PublishedTokenizers.Clip.Encode(vector.Text("text"), ClipTokenizer.PublishedLength);

            Assert.Equal(RowIds(vector), row.Ids);
            Assert.Equal(Math.Min(vector.GetProperty("mask_ones").GetInt32(), ClipTokenizer.PublishedLength), row.Mask.Sum());
            Assert.Equal(Math.Max(vector.Ids("ids").Length - ClipTokenizer.PublishedLength, 0), row.CutTokens);
        }
    }

    [Fact]
    public void The_worked_example_has_its_ids()
    {
        var row = PublishedTokenizers.Clip.Encode("A cat walks on the grass, realistic style.", ClipTokenizer.PublishedLength);

        Assert.Equal([Start, 320, 2368, 8192, 525, 518, 5922, 267, 16157, 1844, 269, End], row.Ids.Take(12));
        Assert.Equal((12, 0), (row.TokenCount, row.CutTokens));
        Assert.All(row.Ids.Skip(12), id => Assert.Equal(End, id));
    }

    [Fact]
    public void Special_ids_come_from_the_file()
    {
        var tokenizer = PublishedTokenizers.Clip;

        Assert.Equal((Start, End, End, 49408), (tokenizer.BeginId, tokenizer.EndId, tokenizer.PadId, tokenizer.VocabularySize));
    }

    [Fact]
    public void A_long_text_keeps_the_end_token()
    {
        var row = PublishedTokenizers.Clip.Encode("a dog a dog a dog", 4);

        Assert.Equal([Start, 320, 1929, End], row.Ids);
        Assert.Equal((4, 4), (row.TokenCount, row.CutTokens));
    }

    [Fact]
    public void A_row_without_room_for_both_ends_is_refused()
    {
        var fault = Assert.Throws<InputException>(() => PublishedTokenizers.Clip.Encode("a", 1));

        Assert.Contains("1 CLIP tokens", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_variants_differ_on_ideographs()
    {
        Assert.NotEqual(PublishedTokenizers.Clip.Encode("你好"), PublishedTokenizers.FastClip.Encode("你好"));
    }

    [Fact]
    public void Decoding_gives_words_in_lower_case()
    {
        var text = PublishedTokenizers.Clip.Decode(PublishedTokenizers.Clip.Encode("A Cat,  walks"));

        Assert.Equal("<|startoftext|>a cat , walks <|endoftext|>", text);
    }

    [Fact]
    public void Encoding_what_was_decoded_changes_nothing()
    {
        Gen.String.Sample(text =>
        {
            var ids = PublishedTokenizers.Clip.Encode(text);
            var again = PublishedTokenizers.Clip.Encode(PublishedTokenizers.Clip.Decode(ids[1..^1]));

            Assert.Equal(ids, again);
        });
    }

    [Fact]
    public void Lone_surrogates_are_dropped_by_the_slow_variant_and_replaced_by_the_fast()
    {
        Assert.Equal(PublishedTokenizers.Clip.Encode("ab"), PublishedTokenizers.Clip.Encode("a\uDC00b\uD800"));
        Assert.Equal(PublishedTokenizers.FastClip.Encode("a\uFFFDb\uFFFD"), PublishedTokenizers.FastClip.Encode("a\uDC00b\uD800"));
    }

    private static int[] FastIds(JsonElement vector) => vector.Ids(vector.TryGetProperty("ids_fast", out _) ? "ids_fast" : "ids");

    private static int[] RowIds(JsonElement vector) => vector.TryGetProperty("ids77", out _)
        ? vector.Ids("ids77")
        : [.. vector.Ids("ids"), .. Enumerable.Repeat(End, ClipTokenizer.PublishedLength - vector.Ids("ids").Length)];
}
