using HunyuanVideo.Vae;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Vae;

/// <summary>Keys, shapes and counts of the published VAE, built without storage. Source: spec vae §2, §7.</summary>
public sealed class VaeKeysTests
{
    [Fact]
    public void The_network_has_the_keys_and_shapes_of_the_snapshot()
    {
        using var vae = new CausalVae(VaeConfig.Published, META);

        var lines = vae.state_dict().OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => $"{item.Key} [{string.Join(", ", item.Value.shape)}]");

        Assert.Equal(File.ReadLines(Repository.Data("snapshots", "vae.txt")), lines);
    }

    [Theory]
    [InlineData("", 248, 246_478_803)]
    [InlineData("encoder.", 106, 100_341_408)]
    [InlineData("decoder.", 138, 146_136_067)]
    [InlineData("quant_conv.", 2, 1_056)]
    [InlineData("post_quant_conv.", 2, 272)]
    [InlineData("encoder.conv_in.", 2, 10_496)]
    [InlineData("encoder.conv_norm_out.", 2, 1_024)]
    [InlineData("encoder.conv_out.", 2, 442_400)]
    [InlineData("encoder.down_blocks.0.", 18, 2_213_504)]
    [InlineData("encoder.down_blocks.1.", 20, 7_998_720)]
    [InlineData("encoder.down_blocks.2.", 20, 31_988_224)]
    [InlineData("encoder.down_blocks.3.", 16, 28_317_696)]
    [InlineData("encoder.mid_block.", 26, 29_369_344)]
    [InlineData("decoder.conv_in.", 2, 221_696)]
    [InlineData("decoder.conv_norm_out.", 2, 256)]
    [InlineData("decoder.conv_out.", 2, 10_371)]
    [InlineData("decoder.mid_block.", 26, 29_369_344)]
    [InlineData("decoder.up_blocks.0.", 26, 49_554_944)]
    [InlineData("decoder.up_blocks.1.", 26, 49_554_944)]
    [InlineData("decoder.up_blocks.2.", 28, 14_292_480)]
    [InlineData("decoder.up_blocks.3.", 26, 3_132_032)]
    public void Each_group_has_its_published_count(string prefix, int tensors, long parameters)
    {
        using var vae = new CausalVae(VaeConfig.Published, META);

        var group = vae.state_dict().Where(item => item.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList();

        Assert.Equal((tensors, parameters), (group.Count, group.Sum(item => item.Value.numel())));
    }

    [Fact]
    public void Without_attention_its_keys_alone_are_absent()
    {
        using var with = new CausalVae(TinyVae.Config, META);
        using var without = new CausalVae(TinyVae.Config with { HasMidAttention = false }, META);

        Assert.Equal(with.state_dict().Keys.Where(key => !key.Contains(".attentions.", StringComparison.Ordinal)), without.state_dict().Keys);
    }
}
