using HunyuanVideo.Random;

namespace HunyuanVideo.Synthetic.Tests;

public sealed class PortableMathTests
{
    private const double Tolerance = 1e-15;     // the system's functions are good to half a last bit, 1.1e-16

    private static readonly double[] Uniforms = [.. Draw(20_000)];

    [Fact]
    public void Sine_and_cosine_agree_with_the_system()
    {
        var worst = Uniforms.Select(uniform => (uniform * 4) - 2).Max(turns =>
        {
            var (sine, cosine) = PortableMath.SinCos(turns);
            var quarters = Math.Round(turns * 4);
            var rest = Math.SinCos((turns - (quarters / 4)) * 2 * Math.PI);     // the system's own argument would be rounded
            var (expectedSine, expectedCosine) = ((((int)quarters % 4) + 4) % 4) switch
            {
                0 => rest,
                1 => (rest.Cos, -rest.Sin),
                2 => (-rest.Sin, -rest.Cos),
                _ => (-rest.Cos, rest.Sin),
            };
            return Math.Max(Math.Abs(sine - expectedSine), Math.Abs(cosine - expectedCosine));
        });

        Assert.InRange(worst, 0, Tolerance);
    }

    [Fact]
    public void Right_angles_are_exact()
    {
        Assert.Equal((0, 1), PortableMath.SinCos(0));
        Assert.Equal((1, 0), PortableMath.SinCos(0.25));
        Assert.Equal((0, -1), PortableMath.SinCos(-0.5));
        Assert.Equal((-1, 0), PortableMath.SinCos(1000.75));
    }

    [Fact]
    public void Logarithm_agrees_with_the_system()
    {
        var worst = Uniforms
            .SelectMany(uniform => new[] { 1 - uniform, uniform + 1e-9, 1e6 * (uniform + 0.5) })
            .Where(value => value != 1)
            .Max(value => Math.Abs((PortableMath.Log(value) / Math.Log(value)) - 1));

        Assert.InRange(worst, 0, Tolerance);
        Assert.Equal(0, PortableMath.Log(1));
    }

    [Fact]
    public void Exponential_agrees_with_the_system()
    {
        var worst = Uniforms
            .Select(uniform => (uniform * 100) - 50)
            .Max(exponent => Math.Abs((PortableMath.Exp(exponent) / Math.Exp(exponent)) - 1));

        Assert.InRange(worst, 0, Tolerance);
        Assert.Equal(1, PortableMath.Exp(0));
    }

    [Fact]
    public void Values_never_change()
    {
        var sum = Uniforms.Take(1000).Aggregate(0UL, (hash, uniform) =>
        {
            var (sine, cosine) = PortableMath.SinCos(uniform);
            return (hash * 31) + Bits(sine) + Bits(cosine) + Bits(PortableMath.Log(1 - uniform)) + Bits(PortableMath.Exp(-uniform));
        });

        Assert.Equal(2241890784239640925UL, sum);
    }

    private static ulong Bits(double value) => BitConverter.DoubleToUInt64Bits(value);

    private static IEnumerable<double> Draw(int count)
    {
        var random = new Philox(11);
        return Enumerable.Range(0, count).Select(_ => random.NextUniform());
    }
}
