using HunyuanVideo.Curation.Audio;
using HunyuanVideo.Curation.Bench;

namespace HunyuanVideo.Curation.Tests.Audio;

public sealed class SoundClassifierTests
{
    private const int Each = 12;
    private const double Seconds = 4;
    private static readonly AudioOptions Options = new();

    [Fact]
    public void Made_sounds_fall_into_their_classes_with_the_voice_model()
    {
        using var voice = new SileroVoiceDetector(Films.VoiceModel);

        Assert.InRange(RightShare(voice), 0.95, 1);
    }

    [Fact]
    public void Made_sounds_fall_into_their_classes_without_the_voice_model() =>
        Assert.InRange(RightShare(new ClassicalVoiceDetector(Options.Speech)), 0.93, 1);

    [Fact]
    public void Real_speech_is_found_at_any_level_and_pace_and_in_noise()
    {
        using var voice = new SileroVoiceDetector(Films.VoiceModel);
        var speech = SoundStudio.At(SpeechFilm, 0.1);

        foreach (var noise in (ReadOnlySpan<double>)[0, 0.3, 1])
        {
            var mix = SoundStudio.Mix(speech, SoundStudio.At(new SoundStudio(3, Seconds).Noise(), 0.1), noise);
            Assert.Equal("sound_with_speech", Measure(mix, voice).Class);
            Assert.Equal("sound_with_speech", Measure(SoundStudio.At(mix, 0.01), voice).Class);
        }
    }

    [Fact]
    public void Speech_over_music_is_speech()
    {
        using var voice = new SileroVoiceDetector(Films.VoiceModel);
        var mix = SoundStudio.Mix(SoundStudio.At(SpeechFilm, 0.1), SoundStudio.At(new SoundStudio(4, Seconds).Music(), 0.1), 0.4);

        Assert.Equal("sound_with_speech", Measure(mix, voice).Class);
    }

    [Theory]
    [InlineData(0.25, 0, 0, SoundClass.SoundWithSpeech)]
    [InlineData(0.24, 1, 0.11, SoundClass.PureMusic)]
    [InlineData(0, 1, 0.12, SoundClass.SoundWithMusic)]
    [InlineData(0, 0.59, 0, SoundClass.SoundWithMusic)]
    [InlineData(0, 0.29, 0, SoundClass.PureSound)]
    public void The_class_follows_the_shares(double speech, double music, double offBeat, SoundClass expected) =>
        Assert.Equal(expected, SoundClassifier.Choose(new(speech, music, offBeat), Options.Classes));

    [Fact]
    public void Scores_sum_to_one()
    {
        for (var share = 0.0; share <= 1; share += 0.125)
        {
            Assert.Equal(1, SoundClassifier.Scores(new(share, 1 - share, share / 4), Options.Classes).Sum(), 1e-5);
        }
    }

    private static float[] SpeechFilm { get; } =
        new PcmReader(Films.Tools).ReadClipAsync(Films.At("speech.mp4"), 0, Seconds).GetAwaiter().GetResult().Samples;

    private static AudioRow Measure(float[] sound, IVoiceDetector voice) => new AudioAnalyser(Options, voice).Measure("clip", new ClipSound(sound), []);

    private static (string Name, string Class, float[] Samples)[] Sounds { get; } =
        [.. Enumerable.Range(0, Each).AsParallel().AsOrdered().SelectMany(seed => SoundBench.Made((ulong)seed))];

    private static double RightShare(IVoiceDetector voice)
    {
        var wrong = Sounds.AsParallel().AsOrdered().Where(sound => Measure(sound.Samples, voice).Class != sound.Class).Select(sound => sound.Name).ToArray();
        TestContext.Current.TestOutputHelper?.WriteLine($"{wrong.Length} of {Sounds.Length} wrong: {string.Join(", ", wrong)}");
        return 1 - ((double)wrong.Length / Sounds.Length);
    }
}
