namespace HunyuanVideo.Synthetic.Tests;

public sealed class CombinationTests
{
    [Fact]
    public void A_tenth_of_the_combinations_is_unseen()
    {
        var share = Combination.All.Count(combination => combination.IsUnseen) / (double)Combination.All.Count;

        Assert.InRange(share, 0.085, 0.115);    // three standard errors of a tenth of 3,320
    }

    [Fact]
    public void The_held_out_combinations_never_change()
    {
        Combination[] firstUnseen = [.. Combination.All.Where(combination => combination.IsUnseen).Take(3)];

        Assert.Equal(
            [
                new(Shape.Circle, ThingColour.Red, Motion.Still, BackgroundColour.White),
                new(Shape.Circle, ThingColour.Red, Motion.Still, BackgroundColour.Blue),
                new(Shape.Circle, ThingColour.Red, Motion.Left, BackgroundColour.White),
            ],
            firstUnseen);
    }

    [Fact]
    public void Every_value_occurs_among_the_seen()
    {
        var seen = Combination.All.Where(combination => !combination.IsUnseen).ToArray();

        Assert.All(Combination.All.Where(combination => combination.IsUnseen), unseen =>
        {
            Assert.Contains(seen, other => other with { Shape = unseen.Shape } == unseen);
            Assert.Contains(seen, other => other with { Colour = unseen.Colour } == unseen);
            Assert.Contains(seen, other => other with { Motion = unseen.Motion } == unseen);
            Assert.Contains(seen, other => other with { Background = unseen.Background } == unseen);
        });
    }
}
