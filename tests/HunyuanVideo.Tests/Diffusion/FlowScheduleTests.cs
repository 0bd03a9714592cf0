using CsCheck;
using HunyuanVideo.Diffusion;

namespace HunyuanVideo.Tests.Diffusion;

public sealed class FlowScheduleTests
{
    [Fact]
    public void Five_steps_with_shift_seven_match_the_published_values()
    {
        var schedule = FlowSchedule.Create(5, 7);

        Assert.Equal([1f, 0.9655172f, 0.9130435f, 0.8235294f, 0.6363636f, 0f], schedule.Sigmas, Near);
        Assert.Equal([1000f, 965.5172f, 913.0435f, 823.5294f, 636.3636f], schedule.Timesteps, (a, b) => Math.Abs(a - b) < 1e-3);
    }

    [Fact]
    public void Not_reversed_rises_from_zero_to_one()
    {
        var schedule = FlowSchedule.Create(4, 5, reversed: false);

        Assert.Equal([0f, 0.0625f, 0.16666669f, 0.375f, 1f], schedule.Sigmas, Near);
        Assert.Equal([0f, 62.5f, 166.66669f, 375f], schedule.Timesteps, (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void Sigmas_fall_from_one_to_zero_for_every_shift() =>
        Gen.Select(Gen.Int[1, 100], Gen.Double[0.1, 30]).Sample((steps, shift) =>
        {
            var sigmas = FlowSchedule.Create(steps, shift).Sigmas;

            return sigmas[0] == 1 && sigmas[steps] == 0 && sigmas.Zip(sigmas.Skip(1)).All(pair => pair.First > pair.Second);
        });

    [Fact]
    public void Deltas_are_float32_differences_of_the_table()
    {
        var schedule = FlowSchedule.Create(50, 7);

        Assert.Equal(schedule.Sigmas[26] - schedule.Sigmas[25], schedule.Delta(25));
        Assert.True(schedule.Delta(0) < 0);
    }

    [Theory]
    [InlineData(0, 7)]
    [InlineData(10, 0)]
    [InlineData(10, double.NaN)]
    public void Impossible_schedules_are_refused(int steps, double shift) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FlowSchedule.Create(steps, shift));

    private static bool Near(float expected, float actual) => Math.Abs(expected - actual) < 1.2e-7f;   // one float32 ulp below 1
}
