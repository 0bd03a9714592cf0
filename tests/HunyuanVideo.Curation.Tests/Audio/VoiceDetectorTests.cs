using HunyuanVideo.Curation.Audio;
using HunyuanVideo.Curation.Bench;

namespace HunyuanVideo.Curation.Tests.Audio;

public sealed class VoiceDetectorTests
{
    private static readonly AudioOptions Options = new();

    [Fact]
    public async Task Both_detectors_hear_speech_where_it_begins()
    {
        var speech = await new PcmReader(Films.Tools).ReadClipAsync(Films.At("speech.mp4"), 0, 3, TestContext.Current.CancellationToken);
        var frames = SoundFrames.Of([.. new float[96_000], .. speech.Samples], Options.Frames);
        using var model = new SileroVoiceDetector(Films.VoiceModel);

        foreach (var detector in (IVoiceDetector[])[model, new ClassicalVoiceDetector(Options.Speech)])
        {
            var likelihoods = detector.BySecond(frames);

            Assert.Equal(5, likelihoods.Length);
            Assert.All(likelihoods[..2], value => Assert.InRange(value, 0, 0.2));
            Assert.All(likelihoods[2..], value => Assert.InRange(value, 0.5, 1));
        }
    }

    [Fact]
    public void The_model_answers_the_same_for_any_number_of_threads()
    {
        var frames = SoundFrames.Of(new SpeechStudio(1, 2).Babble(), Options.Frames);
        using var model = new SileroVoiceDetector(Films.VoiceModel);
        var alone = model.BySecond(frames);

        var together = Enumerable.Range(0, 8).AsParallel().Select(_ => model.BySecond(frames)).ToArray();

        Assert.All(together, one => Assert.Equal(alone, one));
    }

    [Fact]
    public void Without_the_model_file_the_classical_detector_steps_in()
    {
        Assert.IsType<ClassicalVoiceDetector>(AudioAnalyser.VoiceDetector("/nowhere/silero_vad.onnx", Options));
        Assert.IsType<ClassicalVoiceDetector>(AudioAnalyser.VoiceDetector(null, Options));
        using var model = Assert.IsType<SileroVoiceDetector>(AudioAnalyser.VoiceDetector(Films.VoiceModel, Options));
        Assert.Equal(Films.VoiceModel, model.ModelPath);
    }

    [Fact]
    public void What_is_no_model_is_refused_in_one_sentence()
    {
        var fault = Assert.Throws<InputException>(() => new SileroVoiceDetector(Films.At("truth.json")));

        Assert.Contains("truth.json: is no model that ONNX Runtime can load", fault.Message, StringComparison.Ordinal);
    }
}
