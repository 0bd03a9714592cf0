using HunyuanVideo.Training.Flow;

namespace HunyuanVideo.Tests.Training.Flow;

public sealed class TimestepDistributionTests
{
    private static readonly double[] Draws = [0, 0.01, 0.3, 0.5, 0.8, 0.99, 1];
    private static readonly double[] Shifts = [1, 2, 3, 7, 17];

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.7310585786300049)]
    [InlineData(-40, 4.248354255291589e-18)]
    public void Logit_normal_is_the_logistic_of_a_normal(double normal, double expected) =>
        Assert.Equal(expected, TimestepDistribution.LogitNormal(normal), 1e-15);

    [Fact]
    public void Shift_keeps_the_ends_and_multiplies_the_odds()
    {
        Assert.All(Shifts, shift =>
        {
            Assert.Equal(0, TimestepDistribution.Shift(0, shift));
            Assert.Equal(1, TimestepDistribution.Shift(1, shift), 1e-15);
            Assert.All(Draws[1..^1], draw =>
            {
                var shifted = TimestepDistribution.Shift(draw, shift);
                Assert.Equal(shift * draw / (1 - draw), shifted / (1 - shifted), 1e-9);
            });
        });
    }

    [Fact]
    public void Both_conventions_mirror_one_another() => Assert.All(Shifts, shift => Assert.All(Draws, draw =>
        Assert.Equal(1 - TimestepDistribution.ShiftData(1 - draw, shift), TimestepDistribution.Shift(draw, shift), 1e-12)));

    [Fact]
    public void Mode_keeps_the_ends_and_without_scale_only_turns_round()
    {
        Assert.Equal(1, TimestepDistribution.Mode(0, 1.29), 1e-12);
        Assert.Equal(0, TimestepDistribution.Mode(1, 1.29), 1e-12);
        Assert.All(Draws, draw => Assert.Equal(1 - draw, TimestepDistribution.Mode(draw, 0), 1e-12));
    }

    [Fact]
    public void Inset_maps_the_ends_to_the_margins()
    {
        Assert.Equal(1e-5, TimestepDistribution.Inset(0, 1e-5), 1e-15);
        Assert.Equal(0.5, TimestepDistribution.Inset(0.5, 1e-5), 1e-15);
        Assert.Equal(1 - 1e-5, TimestepDistribution.Inset(1, 1e-5), 1e-15);
    }

    [Theory]
    [InlineData(32, 32, 0.5)]       // 256 tokens
    [InlineData(128, 128, 1.15)]    // 4096 tokens
    [InlineData(90, 160, 1.0660417)]    // 3600 tokens
    public void Shift_for_a_grid_is_linear_in_tokens(int height, int width, double logarithm)
    {
        Assert.Equal(logarithm, TimestepDistribution.LogShiftForGrid(height, width), 1e-6);
        Assert.Equal(Math.Exp(logarithm), TimestepDistribution.ShiftForGrid(height, width), 1e-5);
    }
}
