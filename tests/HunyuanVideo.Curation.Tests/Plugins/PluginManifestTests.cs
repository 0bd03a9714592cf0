using System.Text.Json.Nodes;
using HunyuanVideo.Curation.Plugins;

namespace HunyuanVideo.Curation.Tests.Plugins;

public sealed class PluginManifestTests
{
    private const string Full = """
        {"kind":"audio-tags","name":"n","version":"1","model":"model.onnx","sha256":"SHA","licence":"MIT","answers":"logits","labels":"labels.txt",
         "inputs":{"sound":"a"},"outputs":{"scores":"b"},
         "picture":{"width":8,"height":8,"frames":1,"layout":"nchw","bgr":false,"scale":1,"mean":[0,0,0],"std":[1,1,1],"fit":"crop","kernel":"bicubic","padding":3},
         "audio":{"sample_rate":16000,"layout":"mel","samples":0,"mel_bands":64,"fourier_size":512,"window":400,"hop":160,"lowest_hz":50,"highest_hz":7600,"floor":1e-6}}
        """;

    private static readonly byte[] Model = [1, 2, 3];

    private static string Good => Full.Replace("SHA", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Model)), StringComparison.Ordinal);

    public static TheoryData<string> Keys => [.. Leaves(JsonNode.Parse(Good)!).Select(node => node.GetPath()).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task A_manifest_with_every_key_is_read() => Assert.Null(await FaultAsync(Good));

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_wrong_value_of_any_key_is_named(string path)
    {
        var key = path[2..];
        foreach (var wrong in new[] { "null", "[[]]", "{\"x\":{}}", "\"\"", "\"\\u0007\"", "1e308", "-1e308", "-1" })
        {
            var manifest = JsonNode.Parse(Good)!;
            Leaves(manifest).First(node => node.GetPath() == path).ReplaceWith(JsonNode.Parse(wrong));

            var fault = await FaultAsync(manifest.ToJsonString());

            var isFine = (key == "licence" && wrong[0] == '"')
                || (key is "inputs.sound" or "outputs.scores" && wrong.Length > 2 && wrong[0] == '"')       // no model has it
                || (key.StartsWith("picture.mean[", StringComparison.Ordinal) && wrong == "-1");
            Assert.True(isFine == fault is null, $"{key} = {wrong}: {fault}");
            if (fault is not null)
            {
                Assert.DoesNotContain(fault, char.IsControl);
                Assert.DoesNotContain("System.", fault, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("\"licence\"", "licens", "licens is unknown; the keys here are answers, audio, boxes, inputs, kind, labels, licence, model, name, outputs, picture, sha256, version.")]
    [InlineData("\"hop\"", "hopp", "audio.hopp is unknown; the keys here are floor, fourier_size,")]
    [InlineData("\"name\"", "kame", "name is missing; add it.")]
    public async Task An_unknown_or_missing_key_is_named_with_those_that_are_known(string old, string replacement, string words) =>
        Assert.Contains(words, await FaultAsync(Good.Replace(old, $"\"{replacement}\"", StringComparison.Ordinal)) + ".", StringComparison.Ordinal);

    [Theory]
    [InlineData("picture.mean", "a list")]
    [InlineData("picture.std", "a list")]
    [InlineData("picture.frames", "a whole number")]
    [InlineData("picture", "an object")]
    [InlineData("audio.layout", "one of samples, batch, mel")]
    [InlineData("labels", "a text")]
    public async Task Null_is_no_value_of_any_key(string key, string wanted)
    {
        var manifest = JsonNode.Parse(Good)!;
        var parts = key.Split('.');
        (parts.Length == 1 ? manifest : manifest[parts[0]]!)[parts[^1]] = null;

        Assert.EndsWith($"{PluginReader.ManifestName}: {key} is null; it must be {wanted}.", await FaultAsync(manifest.ToJsonString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whether_answers_are_logits_must_be_said_where_it_matters_and_nowhere_else()
    {
        Assert.Contains("answers is missing; say whether the model gives logits or probabilities", await FaultAsync(Good.Replace("\"answers\":\"logits\",", "", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("answers does not belong to clarity; remove it", await FaultAsync("""{"kind":"clarity","name":"n","version":"1","answers":"logits"}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yolox", "\"corners\"", "boxes is \"corners\"; it must be one of offsets, pixels")]
    [InlineData("yolox", "1", "boxes is 1; it must be one of offsets, pixels")]
    [InlineData("audio-tags", "\"pixels\"", "boxes does not belong to audio-tags; remove it")]
    public async Task Only_yolox_says_how_it_gives_boxes(string kind, string boxes, string words) => Assert.Contains(
        words, await FaultAsync($$"""{"kind":"{{kind}}","name":"n","version":"1","labels":"labels.txt","boxes":{{boxes}}}"""), StringComparison.Ordinal);

    private static IEnumerable<JsonNode> Leaves(JsonNode? node) => node switch
    {
        JsonObject keys => keys.SelectMany(key => Leaves(key.Value)),
        JsonArray items => items.SelectMany(Leaves),
        null => [],
        _ => [node],
    };

    private static async Task<string?> FaultAsync(string manifest)
    {
        using var folder = new PluginFolder(manifest, Model, "Speech\n");
        try
        {
            await PluginReader.ReadAsync(folder.Folder, TestContext.Current.CancellationToken);
            return null;
        }
        catch (InputException fault)
        {
            return fault.Message;
        }
    }
}
