using System.Text.Json;
using HunyuanVideo.Tokenizers;

namespace HunyuanVideo.Tests.Tokenizers;

public sealed class PromptTemplateTests
{
    private const string Cat = "A cat walks on the grass, realistic style.";
    private const string Circle = "a red circle moves to the right on a blue background";

    private static readonly int[] CatAfterCrop = [32, 8415, 23291, 389, 279, 16763, 11, 26569, 1742, 13, 128009];
    private static readonly int[] CircleAfterCrop = [64, 2579, 12960, 11031, 311, 279, 1314, 389, 264, 6437, 4092, 128009];

    [Theory]
    [InlineData("video")]
    [InlineData("image")]
    public void Every_template_vector_is_met_exactly(string kind)
    {
        var template = kind == "video" ? PromptTemplates.Published.Video : PromptTemplates.Published.Image;
        var vectors = PublishedTokenizers.Vectors("llama3").GetProperty("template_vectors").EnumerateArray()
            .Where(vector => vector.Text("template") == kind).ToArray();

        Assert.Equal(8, vectors.Length);
        Assert.All(vectors, vector => AssertMeets(vector, template));
    }

    [Theory]
    [InlineData(17, 512, 95)]
    [InlineData(1, 241, 36)]
    public void Published_templates_have_their_known_lengths(int frames, int characters, int cropStart)
    {
        var template = PromptTemplates.Published.For(frames);

        Assert.Equal((characters, cropStart), (template.Text.Length, template.CropStart));
    }

    [Theory]
    [InlineData(17, Cat, 106)]
    [InlineData(1, Cat, 47)]
    [InlineData(17, Circle, 107)]
    [InlineData(1, Circle, 48)]
    [InlineData(17, "", 96)]
    [InlineData(1, "", 37)]
    public void Worked_examples_have_their_counts_and_ids(int frames, string prompt, int tokens)
    {
        var template = PromptTemplates.Published.For(frames);
        int[] expected = prompt switch { Cat => CatAfterCrop, Circle => CircleAfterCrop, _ => [128009] };

        var row = template.Encode(PublishedTokenizers.Llama, prompt, PromptTemplate.PublishedTextLength);

        Assert.Equal((tokens, 0), (row.TokenCount, row.CutTokens));
        Assert.Equal(expected, row.Ids.Skip(template.CropStart).Take(expected.Length));
        Assert.All(row.Ids.Skip(tokens), id => Assert.Equal(128258, id));
    }

    [Fact]
    public void A_prompt_over_256_tokens_loses_its_end_and_the_end_of_turn()
    {
        var prompt = string.Join(' ', Enumerable.Repeat("dog", 300));

        var row = PromptTemplates.Published.Video.Encode(PublishedTokenizers.Llama, prompt, PromptTemplate.PublishedTextLength);

        Assert.Equal((351, 351, 45), (row.Ids.Count, row.TokenCount, row.CutTokens));
        Assert.Equal(5679, row.Ids[^1]);
    }

    [Fact]
    public void Braces_in_the_prompt_are_ordinary_characters()
    {
        var template = new PromptTemplate { Text = "<{}>", CropStart = 0 };

        Assert.Equal("<a {0} {} b>", template.Apply("a {0} {} b"));
    }

    [Theory]
    [InlineData("no place", 0)]
    [InlineData("{} and {}", 0)]
    [InlineData("{}", -1)]
    [InlineData("{}", int.MaxValue)]
    public void A_template_that_breaks_a_rule_is_refused(string text, int cropStart)
    {
        var template = new PromptTemplate { Text = text, CropStart = cropStart };

        Assert.Throws<ConfigException>(template.Validate);
    }

    [Fact]
    public void A_crop_that_leaves_no_token_is_refused()
    {
        var template = new PromptTemplate { Text = "{}", CropStart = 2 };

        var fault = Assert.Throws<ConfigException>(() => template.Encode(PublishedTokenizers.Llama, "dog", 8));

        Assert.Contains("crop_start 2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Templates_survive_the_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File(PromptTemplates.FileName);

        PromptTemplates.Published.Write(path);

        Assert.Equal(PromptTemplates.Published, PromptTemplates.Read(path));
        Assert.Contains("\"crop_start\": 95", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"video":{"template":"{}","crop_start":1}}""")]
    [InlineData("""{"video":{"template":"{}","crop_start":1},"image":null}""")]
    [InlineData("""{"video":{"template":"{}","crop_start":1},"image":{"template":"{}","crop_start":1},"audio":1}""")]
    [InlineData("""{"video":{"template":"{}","crop_start":1},"image":{"template":"{}","crop_start":1,"crop":2}}""")]
    [InlineData("""{"video":{"template":"{}","crop_start":1},"image":{"template":"{}","crop_start":1,"crop_start":2}}""")]
    [InlineData("""{"video":{"template":"{}","crop_start":1},"image":{"template":"{}","crop_start":1.5}}""")]
    [InlineData("""{"video":{"template":"{}","crop_start":1},"image":{"template":"","crop_start":1}}""")]
    [InlineData("""{"video":{"template":"\ud800{}","crop_start":1},"image":{"template":"{}","crop_start":1}}""")]
    [InlineData("null")]
    [InlineData("")]
    public void A_damaged_file_is_refused_by_name(string content)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File(PromptTemplates.FileName, content);

        var fault = Assert.ThrowsAny<InputException>(() => PromptTemplates.Read(path));

        Assert.StartsWith(path, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u001C a dog\u3000\u001F\u0085", "a dog")]
    [InlineData(" \n", "")]
    [InlineData("\u200Ba", "\u200Ba")]
    public void Stripping_takes_the_white_space_of_the_reference(string prompt, string stripped)
    {
        Assert.Equal(stripped, PromptText.Strip(prompt));
    }

    private static void AssertMeets(JsonElement vector, PromptTemplate template)
    {
        var row = template.Encode(PublishedTokenizers.Llama, vector.Text("prompt"), PromptTemplate.PublishedTextLength);
        var afterCrop = row.Ids.Take(row.TokenCount).Skip(template.CropStart);

        Assert.Equal(vector.GetProperty("crop_start").GetInt32(), template.CropStart);
        Assert.Equal(vector.GetProperty("max_length").GetInt32(), row.Ids.Count);
        Assert.Equal(vector.Ids("ids_trimmed_of_padding"), row.Ids.Take(row.TokenCount));
        Assert.Equal(vector.GetProperty("mask_ones").GetInt32(), row.Mask.Sum());
        Assert.Equal(vector.GetProperty("total_tokens_untruncated").GetInt32(), row.TokenCount + row.CutTokens);
        Assert.Equal(vector.Ids("ids_after_crop_trimmed"), afterCrop);
    }
}
