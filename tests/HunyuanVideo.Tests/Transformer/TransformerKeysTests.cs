using HunyuanVideo.Transformer;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Transformer;

/// <summary>Keys, shapes and counts of the 13B network, built without storage.</summary>
public sealed class TransformerKeysTests
{
    private static string Snapshot => Repository.Data("snapshots", "transformer.txt");

    [Fact]
    public void The_snapshot_is_the_published_table()
    {
        Assert.Equal(PublishedKeys.Lines(PublishedKeys.All(hasGuidance: true).Select(item => (item.Key, item.Shape))), File.ReadLines(Snapshot));
    }

    [Fact]
    public void The_network_with_guidance_has_the_keys_and_shapes_of_the_snapshot()
    {
        Assert.Equal(File.ReadLines(Snapshot), LinesOf(TransformerConfig.Published));
    }

    [Fact]
    public void The_network_without_guidance_lacks_the_guidance_embedder_alone()
    {
        Assert.Equal(
            File.ReadLines(Snapshot).Where(line => !line.StartsWith("guidance_in.", StringComparison.Ordinal)),
            LinesOf(TransformerConfig.PublishedWithoutGuidance));
    }

    [Theory]
    [InlineData(true, 856, 12_821_012_544)]
    [InlineData(false, 852, 12_810_782_784)]
    public void Totals_are_the_published_ones(bool hasGuidance, int tensors, long parameters)
    {
        using var network = new HunyuanVideoTransformer(TransformerConfig.Published with { HasGuidance = hasGuidance }, device("meta"), bfloat16);

        var state = network.state_dict();

        Assert.Equal(tensors, state.Count);
        Assert.Equal(parameters, state.Values.Sum(value => value.numel()));
        Assert.All(state.Values, value => Assert.Equal(bfloat16, value.dtype));
    }

    [Theory]
    [InlineData("img_in.", 2, 199_680)]
    [InlineData("txt_in.", 38, 309_175_296)]
    [InlineData("time_in.", 4, 10_229_760)]
    [InlineData("vector_in.", 4, 11_802_624)]
    [InlineData("guidance_in.", 4, 10_229_760)]
    [InlineData("double_blocks.0.", 24, 339_831_296)]
    [InlineData("double_blocks.19.", 24, 339_831_296)]
    [InlineData("single_blocks.0.", 8, 141_591_808)]
    [InlineData("single_blocks.39.", 8, 141_591_808)]
    [InlineData("final_layer.", 4, 19_077_184)]
    public void Each_group_has_its_published_count(string prefix, int tensors, long parameters)
    {
        using var network = new HunyuanVideoTransformer(TransformerConfig.Published, device("meta"));

        var group = network.state_dict().Where(item => item.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList();

        Assert.Equal(tensors, group.Count);
        Assert.Equal(parameters, group.Sum(item => item.Value.numel()));
    }

    [Fact]
    public void Options_add_and_remove_the_keys_they_should()
    {
        var standard = KeysOf(TinyTransformer.Config);

        Assert.Equal(
            standard.Where(key => !(key.StartsWith("double_blocks.", StringComparison.Ordinal)
                && (key.EndsWith("_attn_qkv.bias", StringComparison.Ordinal) || key.EndsWith("_attn_proj.bias", StringComparison.Ordinal)))),
            KeysOf(TinyTransformer.Config with { HasQkvBias = false }));
        Assert.Equal(
            standard.Where(key => !key.Contains("q_norm", StringComparison.Ordinal) && !key.Contains("k_norm", StringComparison.Ordinal)),
            KeysOf(TinyTransformer.Config with { QkNorm = QkNorm.None }));
        Assert.Equal(
            ["txt_in.linear_1.bias", "txt_in.linear_1.weight", "txt_in.linear_2.bias", "txt_in.linear_2.weight"],
            KeysOf(TinyTransformer.Config with { TextProjection = TextProjectionKind.Linear }).Where(key => key.StartsWith("txt_in.", StringComparison.Ordinal)));
        Assert.Contains("single_blocks.1.k_norm.bias", KeysOf(TinyTransformer.Config with { QkNorm = QkNorm.Layer }));
    }

    private static IEnumerable<string> LinesOf(TransformerConfig config)
    {
        using var network = new HunyuanVideoTransformer(config, device("meta"));
        return [.. PublishedKeys.Lines(network.state_dict().Select(item => (item.Key, item.Value.shape)))];
    }

    private static List<string> KeysOf(TransformerConfig config)
    {
        using var network = new HunyuanVideoTransformer(config, device("meta"));
        return [.. network.state_dict().Keys.Order(StringComparer.Ordinal)];
    }
}
