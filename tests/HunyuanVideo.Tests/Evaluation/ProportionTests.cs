using HunyuanVideo.Evaluation;

namespace HunyuanVideo.Tests.Evaluation;

public sealed class ProportionTests
{
    // Wilson's score interval at 95 %, computed by hand from (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n).
    [Theory]
    [InlineData(0, 10, 0.0, 0.2775328)]
    [InlineData(10, 10, 0.7224672, 1.0)]
    [InlineData(5, 10, 0.2365931, 0.7634069)]
    [InlineData(450, 500, 0.8705781, 0.9233224)]
    [InlineData(0, 0, 0.0, 1.0)]
    public void The_interval_is_wilsons(int count, int total, double low, double high)
    {
        var proportion = new Proportion(count, total);

        Assert.Equal(low, proportion.Low, 1e-7);
        Assert.Equal(high, proportion.High, 1e-7);
    }
}
