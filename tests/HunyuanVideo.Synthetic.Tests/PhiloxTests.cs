using HunyuanVideo.Random;

namespace HunyuanVideo.Synthetic.Tests;

public sealed class PhiloxTests
{
    // Known-answer vectors of Philox-4x32-10 as published with the Random123 library.
    [Theory]
    [InlineData(0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Block_matches_the_published_vectors(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint e0, uint e1, uint e2, uint e3)
    {
        var output = new uint[4];

        Philox.Block([c0, c1, c2, c3], k0, k1, output);

        Assert.Equal([e0, e1, e2, e3], output);
    }

    [Fact]
    public void Normals_have_mean_zero_and_variance_one()
    {
        var values = new float[200_000];

        new Philox(7).FillNormal(values);

        var mean = values.Average(value => (double)value);
        var variance = values.Average(value => (double)value * value) - (mean * mean);
        Assert.InRange(mean, -0.01, 0.01);          // 4.5 standard errors of 1/√200,000
        Assert.InRange(variance, 0.985, 1.015);     // 4.7 standard errors of √(2/200,000)
    }

    [Fact]
    public void Purposes_and_indices_give_different_streams()
    {
        var first = Philox.For(1, "noise", 5).NextUInt32();

        Assert.Equal(first, Philox.For(1, "noise", 5).NextUInt32());
        Assert.NotEqual(first, Philox.For(1, "noise", 6).NextUInt32());
        Assert.NotEqual(first, Philox.For(1, "t", 5).NextUInt32());
        Assert.NotEqual(first, Philox.For(2, "noise", 5).NextUInt32());
    }
}
