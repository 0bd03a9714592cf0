using HunyuanVideo.Random;
using HunyuanVideo.Training.Transformer;

namespace HunyuanVideo.Tests.Training.Transformer;

public sealed class NoiseLevelsTests
{
    private const int Count = 4000;

    [Fact]
    public void Every_level_lies_in_its_stratum_of_the_shifted_uniform_distribution()
    {
        var levels = Draw(uniformShare: 1, shift: 3);

        Assert.All(levels, (level, i) => Assert.InRange(level, Shifted((double)i / Count, 3) - 1e-6, Shifted((i + 1.0) / Count, 3) + 1e-6));
    }

    [Fact]
    public void Every_level_lies_in_its_stratum_of_the_logit_normal_distribution()
    {
        var levels = Draw(uniformShare: 0, shift: 1);

        // back through the logistic function to a normal, and through a plain numerical integral to its stratum
        Assert.All(levels.Index().Where(item => item.Index % 200 == 0), item =>
            Assert.InRange(NormalDistribution(Math.Log(item.Item / (1 - item.Item))), ((double)item.Index / Count) - 1e-5, ((item.Index + 1.0) / Count) + 1e-5));
    }

    [Fact]
    public void The_uniform_share_decides_how_much_comes_near_pure_noise()
    {
        var mixed = Draw(uniformShare: 0.3, shift: 1).Count(level => level > 0.98);

        // of the uniform 0.3·0.02 = 24 in 4000, of the logit-normal a share of 5e-5
        Assert.InRange(mixed, 10, 40);
        Assert.InRange(Draw(uniformShare: 0, shift: 1).Count(level => level > 0.98), 0, 2);
    }

    [Fact]
    public void Levels_are_a_function_of_seed_and_stream()
    {
        Assert.Equal(Draw(0.3, 3), Draw(0.3, 3));
        Assert.All(Draw(0.3, 17), level => Assert.True(level is > 0 and < 1));
    }

    private static float[] Draw(double uniformShare, double shift) => NoiseLevels.Draw(new Philox(5), Count, uniformShare, shift);

    private static double Shifted(double draw, double shift) => shift * draw / (1 + ((shift - 1) * draw));

    /// <summary>Simpson's rule on the density from −8 on, steps of 1/500 or less.</summary>
    private static double NormalDistribution(double value)
    {
        const int Steps = 8000;
        var width = (value + 8) / Steps;
        return Enumerable.Range(0, Steps + 1).Sum(i =>
        {
            var at = -8 + (i * width);
            var weight = i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2;
            return weight * Math.Exp(-at * at / 2);
        }) * width / 3 / Math.Sqrt(2 * Math.PI);
    }
}
