using HunyuanVideo.Curation.Audio;

namespace HunyuanVideo.Curation.Tests.Audio;

public sealed class PcmReaderTests : IDisposable
{
    private const int Rate = ClipSound.SampleRate;
    private static readonly PcmReader Reader = new(Films.Tools);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hyvideo-pcm");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.4)]
    [InlineData(1.7)]
    public async Task A_stream_that_starts_late_is_padded_with_silence(double start)
    {
        var film = await FilmAsync("late.mkv", "aevalsrc=0.5:s=48000:d=2", soundOffset: 1, "pcm_f32le");

        var sound = await Reader.ReadClipAsync(film, start, 2, TestContext.Current.CancellationToken);

        Assert.Equal(2 * Rate, sound.Samples.Length);
        AssertStep(sound.Samples, 1 - start);
    }

    [Fact]
    public async Task A_clip_is_cut_by_presentation_time_of_the_container()
    {
        var film = await FilmAsync("click.mkv", "aevalsrc=gt(t\\,2.5)*0.5:s=44100:d=4", soundOffset: 0, "pcm_s16le", "-output_ts_offset", "7");

        var sound = await Reader.ReadClipAsync(film, 7 + 2, 1, TestContext.Current.CancellationToken);

        AssertStep(sound.Samples, 0.5);
    }

    [Theory]
    [InlineData("aac", "mp4")]
    [InlineData("libmp3lame", "mkv")]
    [InlineData("mp2", "ts")]
    public async Task A_stretch_of_a_lossy_stream_is_that_of_the_whole(string codec, string kind)
    {
        var film = await FilmAsync("tone." + kind, "aevalsrc=0.4*sin(2*PI*(300+100*t)*t):s=48000:d=6", soundOffset: 0, codec);
        var start = kind == "ts" ? 1.4 : 0;   // the multiplexer's own delay

        var whole = await Reader.ReadClipAsync(film, start, 6, TestContext.Current.CancellationToken);
        var part = await Reader.ReadClipAsync(film, start + 3.2, 1.5, TestContext.Current.CancellationToken);

        var first = (int)(3.2 * Rate);
        Assert.All(Enumerable.Range(0, part.Samples.Length), i => Assert.Equal(whole.Samples[first + i], part.Samples[i], 0.01f));
    }

    [Fact]
    public async Task Two_full_channels_do_not_clip_when_they_are_mixed()
    {
        var film = await FilmAsync("loud.mkv", "aevalsrc=0.9*sin(2*PI*440*t)|0.9*sin(2*PI*440*t):s=48000:d=1", soundOffset: 0, "pcm_f32le");

        var sound = await Reader.ReadClipAsync(film, 0, 1, TestContext.Current.CancellationToken);

        Assert.Equal(0.9f, sound.Samples.Max(), 0.01f);
    }

    [Fact]
    public async Task A_lower_rate_is_raised_and_keeps_its_pitch()
    {
        var film = await FilmAsync("low.mkv", "aevalsrc=0.5*sin(2*PI*1000*t):s=8000:d=1", soundOffset: 0, "pcm_s16le");

        var sound = await Reader.ReadClipAsync(film, 0, 1, TestContext.Current.CancellationToken);

        Assert.Equal(1000, BandwidthMeter.Measure(sound.Samples, new LevelOptions()), 30.0);
    }

    [Fact]
    public async Task Blocks_last_a_second_and_the_end_is_padded()
    {
        var lengths = new List<int>();
        await foreach (var block in Reader.ReadAsync(Films.At("rain.mp4"), 3, 2.25, TestContext.Current.CancellationToken))
        {
            lengths.Add(block.Length);
        }

        Assert.Equal([Rate, Rate, Rate / 4], lengths);
    }

    [Fact]
    public async Task A_film_without_sound_is_refused()
    {
        var fault = await Assert.ThrowsAsync<InputException>(() => Reader.ReadClipAsync(Films.At("no-audio.mp4"), 0, 2, TestContext.Current.CancellationToken));

        Assert.Contains("no-audio.mp4: holds no sound that ffmpeg can decode", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.mp4", 0, 1)]
    [InlineData("rain.mp4", double.NaN, 1)]
    [InlineData("rain.mp4", 0, 0)]
    [InlineData("rain.mp4", 0, 1e9)]
    public async Task What_cannot_be_cut_is_refused(string name, double start, double duration) =>
        await Assert.ThrowsAsync<InputException>(() => Reader.ReadClipAsync(Films.At(name), start, duration, TestContext.Current.CancellationToken));

    [Fact]
    public async Task A_playlist_opens_no_other_file()
    {
        var list = Path.Join(_folder.FullName, "list.mp4");
        await File.WriteAllTextAsync(list, $"ffconcat version 1.0\nfile '{Films.At("rain.mp4")}'\n", TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InputException>(() => Reader.ReadClipAsync(list, 0, 1, TestContext.Current.CancellationToken));
    }

    private static void AssertStep(float[] samples, double seconds)
    {
        var step = Math.Max(0, (int)(seconds * Rate));
        var tolerance = Rate / 500;   // the container counts milliseconds, the resampler rings a little
        Assert.All(samples[..Math.Max(0, step - tolerance)], sample => Assert.Equal(0, sample, 0.01f));
        Assert.All(samples[(step + (step > 0 ? tolerance : 0))..Math.Min(samples.Length, step + (Rate / 4))], sample => Assert.Equal(0.5f, sample, 0.05f));
    }

    private async Task<string> FilmAsync(string name, string sound, double soundOffset, string codec, params string[] more)
    {
        var path = Path.Join(_folder.FullName, name);
        await Films.MakeAsync(
            [
                "-f", "lavfi", "-i", "color=c=gray:s=32x32:r=25:d=4", "-itsoffset", FormattableString.Invariant($"{soundOffset}"), "-f", "lavfi", "-i", sound,
                "-map", "0:v", "-map", "1:a", "-c:v", "mpeg2video", "-c:a", codec, .. more, path,
            ]);
        return path;
    }
}
