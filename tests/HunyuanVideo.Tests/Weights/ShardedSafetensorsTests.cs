using System.Text;
using HunyuanVideo.Weights;

namespace HunyuanVideo.Tests.Weights;

public sealed class ShardedSafetensorsTests
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["idx-path"] = "not a plain file name",
        ["idx-json"] = "is not a file name",
        ["idx-missing-shard"] = "1 of 2 shards are missing (model-00002-of-00002.safetensors)",
        ["idx-missing-tensor"] = "not in the shard that the index names",
    };

    public static TheoryData<string> Accepted => [.. PublishedFiles.Names("sharded/", "accept")];

    public static TheoryData<string> Refused => [.. PublishedFiles.Names("sharded/", "refuse")];

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Tensors_of_the_index_come_from_their_shards(string name)
    {
        using var source = ShardedSafetensors.Open(PublishedFiles.PathOf(name));

        PublishedFiles.AssertHolds(PublishedFiles.Tensors(name), source);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Defect_is_refused_by_the_check_made_for_it(string name)
    {
        var code = PublishedFiles.Expected(name).GetProperty("code").GetString()!;

        var fault = Assert.ThrowsAny<InputException>(() => ShardedSafetensors.Open(PublishedFiles.PathOf(name)));

        Assert.Contains(Words[code], fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensor_outside_the_index_is_unused_and_a_wrong_total_only_a_warning()
    {
        using var source = ShardedSafetensors.Open(PublishedFiles.PathOf("sharded/ok-extra-tensor/model.safetensors.index.json"));

        Assert.Equal(["layer.0.bias"], source.UnusedKeys);
        Assert.Contains("total_size", Assert.Single(source.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"weight_map":{"a":"x","a":"y"}}""")]
    [InlineData("""{"weight_map":[]}""")]
    [InlineData("""[]""")]
    [InlineData("""{}""")]
    [InlineData("""{"weight_map":{"a":"C:x"}}""")]
    [InlineData("""{"weight_map":{"a":""}}""")]
    [InlineData("""{"weight_map":{"a":"x\u0000"}}""")]
    [InlineData("""{"weight_map":{"\ud800":"x"}}""")]
    [InlineData("""{"weight_map":{"a":"x",}}""")]
    public void Malformed_index_is_refused(string json)
    {
        using var folder = new ScratchFolder();
        var path = folder.Write("model.safetensors.index.json", Encoding.UTF8.GetBytes(json));

        Assert.Throws<WeightFormatException>(() => ShardedSafetensors.Open(path));
    }
}
