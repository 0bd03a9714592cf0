using HunyuanVideo.Evaluation;

namespace HunyuanVideo.Tests.Evaluation;

public sealed class PairedDifferenceTests
{
    [Fact]
    public void The_interval_is_that_of_Agresti_and_Min()
    {
        // 12 against 24 of 100: (24 − 12) / 102 ± 1.96 · √(37 − 144/102) / 102
        var difference = new PairedDifference(12, 24, 100);

        Assert.Equal(0.12, difference.Difference, 12);
        Assert.Equal(0.117647 - 0.114628, difference.Low, 4);
        Assert.Equal(0.117647 + 0.114628, difference.High, 4);
    }

    [Fact]
    public void Models_that_agree_everywhere_still_have_an_interval()
    {
        var difference = PairedDifference.Of(Enumerable.Repeat((true, true), 10));

        Assert.Equal(0, difference.Difference);
        Assert.True(difference.Low < -0.1 && difference.High > 0.1);
    }

    [Fact]
    public void Changing_sides_changes_the_sign()
    {
        var (forth, back) = (new PairedDifference(3, 9, 40), new PairedDifference(9, 3, 40));

        Assert.Equal((-forth.High, -forth.Low), (back.Low, back.High));
    }

    [Fact]
    public void Only_trials_in_which_one_alone_succeeds_tell() =>
        Assert.Equal(new PairedDifference(1, 2, 5), PairedDifference.Of([(true, false), (false, true), (false, true), (true, true), (false, false)]));

    [Fact]
    public void A_speed_is_the_median_of_prompts_that_both_made_without_the_first()
    {
        var speed = ComparedSpeed.Of([(90, 1), (2, 1), (4, 1), (3, 1), (null, 1)])!;

        Assert.Equal((3.0, 3.0, 1.0, 3), (speed.Ratio, speed.FirstSeconds, speed.SecondSeconds, speed.Count));
        Assert.Null(ComparedSpeed.Of([(null, 1)]));
    }
}
