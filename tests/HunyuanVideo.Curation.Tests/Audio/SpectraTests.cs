using HunyuanVideo.Curation.Audio;
using HunyuanVideo.Curation.Bench;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Tests.Audio;

/// <summary>Transforms, filters and medians against their plain forms.</summary>
public sealed class SpectraTests
{
    [Fact]
    public void A_spectrum_is_that_of_the_plain_sum()
    {
        var sound = new SoundStudio(2, 0.01).Noise();
        var power = new float[33];
        new RealFourier(64, 50).Power(sound, power);

        for (var bin = 0; bin <= 32; bin++)
        {
            Assert.Equal(Plain(sound, bin), power[bin], 1e-5 * Math.Max(1e-2, Plain(sound, bin)));
        }
    }

    [Theory]
    [InlineData(48)]
    [InlineData(2)]
    public void A_transform_needs_a_power_of_two(int size) => Assert.Throws<InputException>(() => new RealFourier(size, 2));

    [Fact]
    public void Lowering_the_rate_keeps_tones_in_place_and_removes_those_above()
    {
        var low = Decimator.Lower(LevelMeterTests.Tone(1000, 0.5, 1), 3);
        var high = Decimator.Lower(LevelMeterTests.Tone(9000, 0.5, 1), 3);

        for (var i = 1000; i < 15_000; i++)
        {
            Assert.Equal(0.5 * Math.Sin(2 * Math.PI * 1000 * i / 16_000), low[i], 1e-3);
            Assert.Equal(0, high[i], 1e-3);
        }
    }

    [Fact]
    public void A_running_median_is_that_of_each_window()
    {
        var random = Philox.For(1, "medians");
        var values = Enumerable.Range(0, 60).Select(_ => (double)random.NextInt(9)).ToArray();
        var medians = new double[values.Length];
        RunningMedian.Fill(values, 4, medians);

        for (var i = 0; i < values.Length; i++)
        {
            var window = values[Math.Max(0, i - 4)..Math.Min(values.Length, i + 5)].Order().ToArray();
            Assert.Equal(window[window.Length / 2], medians[i]);
        }
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(4000)]
    [InlineData(15_000)]
    public void Bandwidth_is_where_the_sound_ends(double hertz)
    {
        var sound = Enumerable.Range(1, 20).Select(part => LevelMeterTests.Tone(hertz * part / 20, 0.02, 1, part)).Aggregate((a, b) => SoundStudio.Mix(a, b, 1));

        Assert.InRange(BandwidthMeter.Measure(sound, new LevelOptions()), 0.95 * hertz, 1.03 * hertz);
    }

    [Fact]
    public void A_constant_offset_is_no_sound() => Assert.Equal(0, BandwidthMeter.Measure(Enumerable.Repeat(0.5f, 4096 * 4).ToArray(), new LevelOptions()), 30.0);

    private static double Plain(float[] sound, int bin)
    {
        var (real, imaginary) = (0.0, 0.0);
        for (var i = 0; i < 50; i++)
        {
            var value = sound[i] * (0.5 - (0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / 50)));
            real += value * Math.Cos(2 * Math.PI * bin * i / 64);
            imaginary += value * Math.Sin(2 * Math.PI * bin * i / 64);
        }

        return (real * real) + (imaginary * imaginary);
    }
}
