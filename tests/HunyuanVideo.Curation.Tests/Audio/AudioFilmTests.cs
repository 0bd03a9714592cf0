using System.Text.Json;
using HunyuanVideo.Curation.Audio;

namespace HunyuanVideo.Curation.Tests.Audio;

/// <summary>The films whose sound is known.</summary>
public sealed class AudioFilmTests : IDisposable
{
    private const double Seconds = 4;
    private const int Rows = 90;
    private const double PolicyConsistency = 0.35;   // what the refined set for sound asks for
    private static readonly AudioOptions Options = new();

    private readonly SileroVoiceDetector _voice = new(Films.VoiceModel);

    public void Dispose() => _voice.Dispose();

    [Theory]
    [InlineData("av-foreign.mp4")]
    [InlineData("av-in-step.mp4")]
    [InlineData("av-late.mp4")]
    [InlineData("clipped-loud.mp4")]
    [InlineData("impacts-8k.mkv")]
    [InlineData("mostly-silent.mp4")]
    [InlineData("music-and-clatter.mp4")]
    [InlineData("music.mp4")]
    [InlineData("rain.mp4")]
    [InlineData("silent.mp4")]
    [InlineData("speech-in-rain.mp4")]
    [InlineData("speech.mp4")]
    public async Task A_film_sounds_as_it_was_made(string name)
    {
        var truth = Truth(name);
        var row = await MeasureAsync(name, []);

        Assert.Equal(truth.GetProperty("class").GetString(), row.Class);
        Assert.Equal(truth.TryGetProperty("clipped", out _), row.ClippedShare > 0.001);
        if (truth.TryGetProperty("silence_ratio", out var ratio))
        {
            Assert.Equal(ratio.GetDouble(), row.SilenceRatio, 0.015);   // the codec's ringing fills half a frame
        }

        if (truth.TryGetProperty("sample_rate", out var rate))
        {
            Assert.InRange(row.BandwidthHz, 0, rate.GetDouble() / 2);
        }
    }

    [Theory]
    [InlineData("clipped-loud.mp4", "pure_music")]
    [InlineData("music.mp4", "pure_music")]
    [InlineData("rain.mp4", "pure_sound")]
    [InlineData("av-in-step.mp4", "pure_sound")]
    [InlineData("impacts-8k.mkv", "pure_sound")]
    [InlineData("mostly-silent.mp4", "pure_sound")]
    [InlineData("speech.mp4", "sound_with_speech")]
    [InlineData("speech-in-rain.mp4", "sound_with_speech")]
    public async Task Most_films_need_no_voice_model(string name, string expected)
    {
        var sound = await new PcmReader(Films.Tools).ReadClipAsync(Films.At(name), 0, Seconds, TestContext.Current.CancellationToken);

        Assert.Equal(expected, new AudioAnalyser(Options, new ClassicalVoiceDetector(Options.Speech)).Measure("clip", sound, []).Class);
    }

    [Theory]
    [InlineData("av-in-step.mp4", 0.0, true)]
    [InlineData("av-late.mp4", 0.24, false)]
    [InlineData("av-foreign.mp4", null, false)]
    public async Task Sound_in_step_with_the_picture_is_found_and_a_late_one_measured(string name, double? lag, bool isConsistent)
    {
        var frames = await Films.LumaAsync(name, Rows);
        var change = new TimedSeries(
            [.. Enumerable.Range(0, frames.Count - 1).Select(pair => (pair + 0.5) / 25)],
            [.. frames.Zip(frames.Skip(1), (before, after) => before.Zip(after, (a, b) => (double)Math.Abs(b - a)).Average())]);

        var row = await MeasureAsync(name, [change]);

        Assert.Equal(isConsistent, row.AvConsistency >= PolicyConsistency);
        if (lag is { } seconds)
        {
            Assert.Equal(seconds, row.AvLagS!.Value, 0.02);
        }
    }

    [Fact]
    public async Task Onsets_of_a_film_lie_where_they_were_made()
    {
        var truth = Truth("av-in-step.mp4").GetProperty("onsets_s").EnumerateArray().Select(onset => onset.GetDouble()).ToArray();
        var sound = await new PcmReader(Films.Tools).ReadClipAsync(Films.At("av-in-step.mp4"), 0, Seconds, TestContext.Current.CancellationToken);
        var envelope = OnsetEnvelope.Of(SoundFrames.Of(sound.Samples, Options.Frames), Options.Synchrony);
        var heard = OnsetEnvelope.Peaks(envelope, Options.Synchrony).Select(frame => OnsetEnvelope.Time(frame, Options.Synchrony)).ToArray();

        Assert.Equal(truth.Length, heard.Length);
        Assert.All(truth.Zip(heard), pair => Assert.Equal(pair.First, pair.Second, 0.015));
    }

    [Theory]
    [InlineData("rain.mp4", "steady, rain-like noise, no speech", null)]
    [InlineData("av-in-step.mp4", "impacts about twice a second, no speech", null)]
    [InlineData("speech.mp4", "speech", null)]
    [InlineData("music.mp4", "no sound beside the music, no speech", "music with about 110 beats a minute")]
    [InlineData("silent.mp4", null, null)]
    public async Task Captions_tell_what_was_measured(string name, string? sound, string? music)
    {
        var row = await MeasureAsync(name, []);

        Assert.Equal(sound, row.SoundCaption);
        Assert.Equal(music, row.MusicCaption);
    }

    private static JsonElement Truth(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Films.At("truth.json")));
        var root = document.RootElement.TryGetProperty("files", out var files) ? files : document.RootElement;
        return root.GetProperty(name).GetProperty("audio").Clone();
    }

    private async Task<AudioRow> MeasureAsync(string name, IReadOnlyList<TimedSeries> picture)
    {
        var sound = await new PcmReader(Films.Tools).ReadClipAsync(Films.At(name), 0, Seconds, TestContext.Current.CancellationToken);
        return new AudioAnalyser(Options, _voice).Measure("clip", sound, picture);
    }
}
