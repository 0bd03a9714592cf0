using HunyuanVideo.Curation.Audio;
using HunyuanVideo.Curation.Bench;

namespace HunyuanVideo.Curation.Tests.Audio;

public sealed class AudioAnalyserTests
{
    private static readonly AudioOptions Options = new();
    private static readonly AudioAnalyser Analyser = new(Options, new ClassicalVoiceDetector(Options.Speech));

    [Fact]
    public void Digital_silence_has_no_class_and_no_infinite_figure()
    {
        var row = Analyser.Measure("clip", new ClipSound(new float[96_000]), []);

        Assert.Equal(AudioRow.WithoutSound("clip", Options), row);
        Assert.Null(row.Class);
        Assert.Equal(1, row.SilenceRatio);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(700)]
    [InlineData(4000)]
    [InlineData(30_000)]
    public void Any_length_is_measured_without_a_figure_that_is_none(int samples)
    {
        var sound = new SoundStudio(4, 1).Impacts()[..samples];

        var row = Analyser.Measure("clip", new ClipSound(sound), [new BouncingToy(1).LumaChange]);

        float?[] figures =
        [
            row.SilenceRatio, row.LoudnessLufs, row.TruePeakDb, row.ClippedShare, row.BandwidthHz, row.SnrDb, row.SpeechShare, row.MusicShare,
            row.AvConsistency, row.AvLagS, .. row.ClassScores ?? [],
        ];
        Assert.All(figures, figure => Assert.True(figure is null || float.IsFinite(figure.Value)));
    }

    [Fact]
    public void A_full_scale_square_wave_is_measured()
    {
        var square = Enumerable.Range(0, 96_000).Select(i => i / 50 % 2 == 0 ? 1f : -1f).ToArray();

        Assert.Equal(1, Analyser.Measure("clip", new ClipSound(square), []).ClippedShare, 0.001);
    }

    [Fact]
    public void The_same_sound_gives_the_same_row()
    {
        var sound = new ClipSound(new SoundStudio(7, 3).Music());
        var rows = Enumerable.Range(0, 4).AsParallel().Select(_ => Analyser.Measure("clip", sound, [])).ToArray();

        Assert.All(rows, row => Assert.Equal(rows[0] with { ClassScores = null }, row with { ClassScores = null }));
        Assert.All(rows, row => Assert.Equal(rows[0].ClassScores, row.ClassScores));
    }
}
