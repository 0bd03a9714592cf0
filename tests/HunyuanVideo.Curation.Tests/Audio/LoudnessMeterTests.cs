using HunyuanVideo.Curation.Audio;

namespace HunyuanVideo.Curation.Tests.Audio;

/// <summary>Tones of BS.1770 and the sequences of EBU Tech 3341, in one channel: 3.01 LU below the same in two.</summary>
public sealed class LoudnessMeterTests
{
    private const double OneChannel = -3.01;
    private const double Tolerance = 0.1;

    [Theory]
    [InlineData(0)]
    [InlineData(-23)]
    [InlineData(-33)]
    public void A_tone_of_997_hertz_reads_its_level(double decibels) =>
        Assert.Equal(decibels + OneChannel, Loudness(Part(decibels, 5)), Tolerance);

    [Fact]
    public void Quiet_parts_do_not_lower_the_reading() =>
        Assert.Equal(-23 + OneChannel, Loudness(Part(-36, 10), Part(-23, 60), Part(-36, 10)), Tolerance);

    [Fact]
    public void Very_quiet_parts_pass_neither_gate() =>
        Assert.Equal(-23 + OneChannel, Loudness(Part(-72, 10), Part(-36, 10), Part(-23, 60), Part(-36, 10), Part(-72, 10)), Tolerance);

    [Fact]
    public void Louder_and_softer_parts_give_the_mean_of_their_powers() =>
        Assert.Equal(-23 + OneChannel, Loudness(Part(-26, 20), Part(-20, 20.1), Part(-26, 20)), Tolerance);

    [Theory]
    [InlineData(38, -6.0)]
    [InlineData(500, 0.0)]
    [InlineData(10_000, 4.0)]
    public void Other_tones_are_weighted_as_the_ear_does(double hertz, double gain)
    {
        var reading = LoudnessMeter.Integrated(LevelMeterTests.Tone(hertz, 0.1, 5), new LoudnessOptions());

        Assert.Equal(-20 + OneChannel + gain, reading, 1.0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(48_000)]
    public void Silence_of_any_length_reads_the_absolute_gate(int samples) =>
        Assert.Equal(-70, LoudnessMeter.Integrated(new float[samples], new LoudnessOptions()));

    private static float[] Part(double decibels, double seconds) => LevelMeterTests.Tone(997, Math.Pow(10, decibels / 20), seconds);

    private static double Loudness(params float[][] parts) => LoudnessMeter.Integrated([.. parts.SelectMany(part => part)], new LoudnessOptions());
}
