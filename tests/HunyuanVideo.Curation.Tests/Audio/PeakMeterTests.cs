using HunyuanVideo.Curation.Audio;
using HunyuanVideo.Curation.Bench;

namespace HunyuanVideo.Curation.Tests.Audio;

public sealed class PeakMeterTests
{
    [Theory]
    [InlineData(12_000, Math.PI / 4)]
    [InlineData(8_000, Math.PI / 3)]
    [InlineData(997, 0)]
    public void A_peak_between_the_samples_is_seen(double hertz, double phase) =>
        Assert.InRange(PeakMeter.TruePeak(Ramped(LevelMeterTests.Tone(hertz, 0.5, 1, phase)), -120), -6.42, -5.82);   // the standard allows +0.2, −0.4

    [Fact]
    public void Skipping_quiet_stretches_changes_nothing()
    {
        var sound = new SoundStudio(3, 2).Impacts();
        var loudest = Enumerable.Range(0, sound.Length / 600).Max(i => PeakMeter.TruePeak(sound.AsSpan(Math.Max(0, (i * 600) - 12), Math.Min(624, sound.Length - Math.Max(0, (i * 600) - 12))), -120));

        Assert.Equal(loudest, PeakMeter.TruePeak(sound, -120), 0.2);
    }

    [Fact]
    public void Runs_of_three_at_full_scale_are_clipped_and_single_samples_are_not()
    {
        var sound = new float[1000];
        sound[10] = 1;
        sound[20] = sound[21] = -1;
        foreach (var i in Enumerable.Range(500, 5))
        {
            sound[i] = 1;
        }

        Assert.Equal(0.005, PeakMeter.ClippedShare(sound, new LevelOptions()));
    }

    [Fact]
    public void Digital_silence_has_a_finite_peak() => Assert.Equal(-120, PeakMeter.TruePeak(new float[100], -120));

    private static float[] Ramped(float[] sound) => [.. sound.Select((sample, i) => sample * Math.Min(1f, Math.Min(i, sound.Length - i) / 2400f))];
}
