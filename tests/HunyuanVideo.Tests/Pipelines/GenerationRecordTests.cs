using System.Text.Json.Nodes;
using HunyuanVideo.Pipelines;

namespace HunyuanVideo.Tests.Pipelines;

public sealed class GenerationRecordTests
{
    internal static GenerationRecord Sample { get; } = new()
    {
        Format = GenerationRecord.CurrentFormat,
        ProgramVersion = "0.1.0",
        LibtorchVersion = "2.10",
        Options = ModelDefaults.Published.ToOptions() with { Prompt = "„ein Kreis\" – 圆", NegativePrompt = "x", Seed = ulong.MaxValue, Steps = 4, GuidanceRescale = 0.25 },
        Model = "toy",
        ModelFiles = [new ModelFile("vae/config.json", 12, "ab"), new ModelFile("transformer/config.json", 13, "cd")],
        Device = "cpu",
        Dtype = "float32",
        Threads = 2,
        Processor = "X64",
    };

    [Fact]
    public void A_record_survives_json_in_one_line_and_indented()
    {
        Assert.True(GenerationRecord.Parse(Sample.ToJson(), "a").IsSameAs(Sample));
        Assert.True(GenerationRecord.Parse(Sample.ToIndentedJson(), "a").IsSameAs(Sample));
        Assert.DoesNotContain('\n', Sample.ToJson());
    }

    public static TheoryData<string> Keys =>
    [
        .. JsonNode.Parse(Sample.ToJson())!.AsObject().Select(item => item.Key),
        .. JsonNode.Parse(Sample.ToJson())!["options"]!.AsObject().Select(item => "options." + item.Key),
        .. JsonNode.Parse(Sample.ToJson())!["model_files"]![0]!.AsObject().Select(item => "model_files." + item.Key),
    ];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_record_without_a_key_is_refused(string key)
    {
        var record = JsonNode.Parse(Sample.ToJson())!.AsObject();
        Assert.True(ObjectOf(record, key).Remove(key.Split('.')[^1]));

        Assert.Contains("a.mp4: holds no hyvideo record", Refusal(record.ToJsonString()), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_record_with_null_or_a_list_in_place_of_a_value_is_refused(string key)
    {
        foreach (var value in new JsonNode?[] { null, new JsonArray(new JsonArray()) })
        {
            var record = JsonNode.Parse(Sample.ToJson())!.AsObject();
            ObjectOf(record, key)[key.Split('.')[^1]] = value;

            Refusal(record.ToJsonString());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("a film of mine")]
    public void Other_comments_are_refused(string comment) => Refusal(comment);

    [Fact]
    public void Unknown_keys_files_that_are_null_and_files_named_twice_are_refused()
    {
        var unknown = JsonNode.Parse(Sample.ToJson())!.AsObject();
        unknown["extra"] = 1;
        var withNull = JsonNode.Parse(Sample.ToJson())!.AsObject();
        withNull["model_files"]!.AsArray().Add(null);

        Refusal(unknown.ToJsonString());
        Refusal(withNull.ToJsonString());
        Refusal((Sample with { ModelFiles = [Sample.ModelFiles[0], Sample.ModelFiles[0]] }).ToJson());
    }

    [Fact]
    public void Another_layout_is_named() => Assert.Contains(
        "the layout 'hyvideo-record-9'", Refusal((Sample with { Format = "hyvideo-record-9" }).ToJson()), StringComparison.Ordinal);

    [Fact]
    public void Differences_are_one_sentence_each()
    {
        var now = Sample with { Threads = 1, Dtype = "bfloat16", ModelFiles = [new ModelFile("vae/config.json", 12, "ff")] };

        Assert.Equal(
            [
                "dtype was float32, now it is bfloat16.",
                "thread count was 2, now it is 1.",
                "model file vae/config.json has another content than when the video was made.",
                "model file transformer/config.json is missing now.",
            ],
            Sample.Differences(now));
        Assert.False(Sample.IsSameAs(now));
    }

    [Fact]
    public void Other_options_or_more_model_files_are_another_video()
    {
        Assert.False(Sample.IsSameAs(Sample with { Options = Sample.Options with { Seed = 1 } }));
        Assert.False(Sample.IsSameAs(Sample with { ModelFiles = [.. Sample.ModelFiles, new ModelFile("x", 1, "00")] }));
    }

    private static JsonObject ObjectOf(JsonObject record, string key) => key.Split('.') switch
    {
        ["options", _] => record["options"]!.AsObject(),
        ["model_files", _] => record["model_files"]![0]!.AsObject(),
        _ => record,
    };

    private static string Refusal(string json) => Assert.ThrowsAny<InputException>(() => GenerationRecord.Parse(json, "a.mp4")).Message;
}
