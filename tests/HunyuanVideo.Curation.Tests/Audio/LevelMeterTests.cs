using HunyuanVideo.Curation.Audio;
using HunyuanVideo.Curation.Bench;

namespace HunyuanVideo.Curation.Tests.Audio;

public sealed class LevelMeterTests
{
    private static readonly LevelOptions Options = new();

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.25)]
    [InlineData(0.62)]
    [InlineData(0.86)]
    public void Silence_ratio_is_the_silent_share_within_a_hundredth(double share)
    {
        foreach (var dither in (ReadOnlySpan<double>)[0, 0.0004])   // nothing, and noise at −68 dB
        {
            var sound = new SoundStudio(5, 10).Noise();
            var floor = SoundStudio.At(new SoundStudio(6, 10).Noise(), Math.Max(dither, 1e-9));
            for (var i = (int)((1 - share) * sound.Length); i < sound.Length; i++)
            {
                sound[i] = floor[i];
            }

            Assert.Equal(share, Ratio(sound), 0.01);
        }
    }

    [Fact]
    public void Digital_silence_is_silent_and_its_level_is_finite()
    {
        var levels = LevelMeter.Levels(new float[48_000], Options);

        Assert.All(levels, level => Assert.Equal(-120, level));
        Assert.All(LevelMeter.Silent(levels, Options), Assert.True);
    }

    [Fact]
    public void Soft_music_is_no_silence()
    {
        var soft = SoundStudio.At(new SoundStudio(1, 4).Music(), Math.Pow(10, -52.0 / 20));   // −52 dB, and nothing louder

        Assert.Equal(0, Ratio(soft), 0.05);
    }

    [Fact]
    public void Range_is_the_distance_of_loud_and_quiet_frames()
    {
        var sound = SoundStudio.At(new SoundStudio(8, 4).Clatter(), 0.1);
        var loud = Tone(1000, 0.5, 1).Concat(Tone(1000, 0.05, 1)).ToArray();

        Assert.Equal(20, LevelMeter.Range(LevelMeter.Levels(loud, Options), Options), 0.1);
        Assert.True(LevelMeter.Range(LevelMeter.Levels(sound, Options), Options) >= 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(2401)]
    public void Any_length_has_a_level(int samples) => Assert.NotEmpty(LevelMeter.Levels(new float[samples], Options));

    internal static float[] Tone(double hertz, double amplitude, double seconds, double phase = 0) =>
        [.. Enumerable.Range(0, (int)Math.Round(seconds * 48_000)).Select(i => (float)(amplitude * Math.Sin((2 * Math.PI * hertz * i / 48_000) + phase)))];

    private static double Ratio(float[] sound)
    {
        var silent = LevelMeter.Silent(LevelMeter.Levels(sound, Options), Options);
        return (double)silent.Count(isSilent => isSilent) / silent.Length;
    }
}
