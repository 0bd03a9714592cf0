using HunyuanVideo.Training.Optimisation;

namespace HunyuanVideo.Tests.Training.Optimisation;

public sealed class OptimisationOptionsTests
{
    private static readonly OptimisationOptions Options = new() { Steps = 110, LearningRate = 2, WarmupSteps = 10, FinalRateShare = 0.1 };

    [Theory]
    [InlineData(1, 0.2)]
    [InlineData(5, 1.0)]
    [InlineData(10, 2.0)]
    [InlineData(60, 1.1)]       // the middle between the whole rate and a tenth
    [InlineData(35, 1.7363961)] // 2·(0.1 + 0.9·(1 + cos 45°)/2)
    [InlineData(110, 0.2)]
    [InlineData(500, 0.2)]
    public void Rate_rises_in_a_line_and_falls_in_a_cosine(long update, double expected) => Assert.Equal(expected, Options.RateAt(update), 1e-6);

    [Fact]
    public void Without_warmup_the_first_update_has_nearly_the_whole_rate() =>
        Assert.Equal(2, (Options with { WarmupSteps = 0, Steps = 1000 }).RateAt(1), 1e-4);

    [Fact]
    public void A_final_share_of_one_keeps_the_rate() =>
        Assert.All(new long[] { 10, 50, 110 }, update => Assert.Equal(2, (Options with { FinalRateShare = 1 }).RateAt(update)));

    [Fact]
    public void A_run_shorter_than_its_warmup_only_rises() =>
        Assert.Equal(2 * 0.5, (Options with { Steps = 5 }).RateAt(5));

    [Fact]
    public void Good_options_have_no_fault() => Assert.Empty(Options.Faults());

    [Fact]
    public void Every_fault_is_named()
    {
        var faults = new OptimisationOptions
        {
            Steps = 0,
            LearningRate = double.NaN,
            CheckpointEvery = 0,
            WarmupSteps = -1,
            EmaDecay = double.NaN,
            MaxGradientNorm = -1,
            FinalRateShare = 2,
            AdamW = new AdamWOptions { Epsilon = 0 },
        }.Faults().Select(fault => fault.Split(' ')[0]);

        Assert.Equal(
            [
                "optimisation.steps", "optimisation.learning_rate", "optimisation.checkpoint_every", "optimisation.warmup_steps",
                "optimisation.ema_decay", "optimisation.max_gradient_norm", "optimisation.final_rate_share", "optimisation.adam_w.epsilon",
            ],
            faults);
    }
}
