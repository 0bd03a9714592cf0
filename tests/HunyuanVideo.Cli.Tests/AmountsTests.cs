namespace HunyuanVideo.Cli.Tests;

public sealed class AmountsTests
{
    [Theory]
    [InlineData(12.44, "12.4 s")]
    [InlineData(485, "8 min 05 s")]
    [InlineData(9600, "2 h 40 min")]
    [InlineData(274000, "3 d 4 h")]
    [InlineData(169456, "1 d 23 h")]
    public void Durations_have_two_units_and_no_more_than_has_passed(double seconds, string text) => Assert.Equal(text, Amounts.Duration(seconds));
}
