using System.Text.Json;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Tests.Store;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Tests.Ingest;

public sealed class SourceProbeTests
{
    private const string AnimatedWebp =
        "UklGRrAAAABXRUJQVlA4WAoAAAACAAAADwAADwAAQU5JTQYAAAD/////AABBTk1GPgAAAAAAAAAAAA8AAA8AAAAAAAJWUDggJgAAAHABAJ0BKhAAEAAMwM4l" +
        "oAJ0AUAAAP7eElhhME6/q787fqe2AAAAQU5NRj4AAAAAAAAAAAAPAAAPAAAAAAAAVlA4ICYAAAB0AQCdASoQABAAAADOJaACdAFAAAD+2O6VerzKv7m/Qr62" +
        "icAAAA==";

    private const string Avif =
        "AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAGxpYmF2aWYAAAAA" +
        "DnBpdG0AAAAAAAEAAAAeaWxvYwAAAABEAAABAAEAAAABAAABGgAAAEIAAAAoaWluZgAAAAAAAQAAABppbmZlAgAAAAABAABhdjAxQ29sb3IAAAAAamlw" +
        "cnAAAABLaXBjbwAAABRpc3BlAAAAAAAAACAAAAAYAAAAEHBpeGkAAAAAAwgICAAAAAxhdjFDgQAMAAAAABNjb2xybmNseAABAA0ABoAAAAAXaXBtYQAA" +
        "AAAAAAABAAEEAQKDBAAAAEptZGF0EgAKCRgRP3YICGg0IDIzHcA9999FAMs775io9y/fkRIrDbUUxl4JpoYYdbETzGLadlRXf7U7Y34bcev4bAz6pkFQ";

    private const double RateTolerance = 3e-4;     // Matroska rounds times to a millisecond: ± 1 of 3,300

    [Theory]
    [InlineData("%05d.mp4")]
    [InlineData("-leading dash.mp4")]
    [InlineData("it's \"quoted\" $(touch pwned) & more;.mp4")]
    [InlineData("émile – 日本語 🎬.mp4")]
    [InlineData("edit-list.mp4")]
    [InlineData("rotated.mp4")]
    [InlineData("odd-size.webm")]
    [InlineData("mpeg2-ts.ts")]
    [InlineData("interlaced.mpg")]
    [InlineData("vfr.mp4")]
    [InlineData("hdr10.mp4")]
    [InlineData("ntsc-bframes.mp4")]
    [InlineData("one-frame.mp4")]
    [InlineData("old-film.avi")]
    [InlineData("photo-of-a-cat.jpg")]
    public async Task Frames_rate_and_size_are_those_of_the_film(string name)
    {
        var faults = Differences(TestFilms.Truth()[name], await ProbeAsync(name));

        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("corrupt-middle.mp4", true)]
    [InlineData("truncated-tail.mkv", true)]
    [InlineData("dup-a.mp4", false)]
    public async Task Damage_makes_a_source_partial(string name, bool isPartial) => Assert.Equal(isPartial, (await ProbeAsync(name)).Probe.Partial);

    [Theory]
    [InlineData("audio-only.mp4", "no_video_stream")]
    [InlineData("truncated.mp4", "unreadable")]
    public async Task What_holds_no_picture_goes_to_quarantine(string name, string code)
    {
        var fault = await Assert.ThrowsAsync<QuarantineException>(() => ProbeAsync(name));

        Assert.Equal(code, fault.Code);
    }

    [Fact]
    public async Task A_plain_picture_in_Avif_is_one_frame()
    {
        using var folder = new TempFolder();
        var path = folder.Join("a.avif");
        await File.WriteAllBytesAsync(path, Convert.FromBase64String(Avif), TestContext.Current.CancellationToken);

        var probe = (await new SourceProbe(FfmpegTools.Find(), new ProbeOptions(), TimeProvider.System).ProbeAsync("id", path, 1, null, TestContext.Current.CancellationToken)).Probe;

        Assert.Equal((32, 24, 1, "av1"), (probe.Width, probe.Height, probe.Frames, probe.VideoCodec));
    }

    [Fact]
    public async Task An_animated_picture_that_ffmpeg_does_not_decode_is_not_said_to_hold_none()
    {
        using var folder = new TempFolder();
        var path = Path.Join(folder.Path, "animated.webp");
        await File.WriteAllBytesAsync(path, Convert.FromBase64String(AnimatedWebp), TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<QuarantineException>(() => new SourceProbe(FfmpegTools.Find(), new ProbeOptions(), TimeProvider.System).ProbeAsync("id", path, 1, null, TestContext.Current.CancellationToken));

        Assert.Equal("undecodable", fault.Code);
        Assert.Contains("animated WebP", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("photo.jpg", false)]
    [InlineData("%05d.jpg", false)]
    [InlineData("turned.jpg", true)]
    public async Task A_photo_has_one_frame_and_stands_upright_whatever_its_name(string name, bool isTurned)
    {
        using var folder = new TempFolder();
        var path = TestPictures.Add(folder, name, "mjpeg");
        if (isTurned)
        {
            TestPictures.Turn(path);
        }

        var probe = (await new SourceProbe(FfmpegTools.Find(), new ProbeOptions(), TimeProvider.System).ProbeAsync("id", path, 1, null, TestContext.Current.CancellationToken)).Probe;

        Assert.Equal((1, null, false), (probe.Frames, probe.Fps, probe.Partial));
        Assert.Equal(isTurned ? (192, 320) : (320, 192), (probe.Width, probe.Height));
    }

    [Fact]
    public async Task Frames_before_the_edit_list_have_no_number_and_keep_the_key_frames_right()
    {
        var times = (await ProbeAsync("edit-list.mp4")).Times;

        Assert.Equal(0, times.Pts[0]);
        Assert.Equal(times.Pts.Length, times.PacketBytes.Length);
        Assert.All(times.Keyframe, frame => Assert.InRange(frame, 0, times.Pts.Length - 1));
    }

    [Fact]
    public async Task A_long_source_is_decoded_at_its_ends_only_and_has_the_same_frames()
    {
        var all = await ProbeAsync("ntsc-bframes.mp4");
        var ends = await ProbeAsync("ntsc-bframes.mp4", new ProbeOptions { DecodeAllSeconds = 1, EndSeconds = 1 });

        Assert.Equal(all.Times.Pts, ends.Times.Pts);
        Assert.Equal(all.Times.Keyframe, ends.Times.Keyframe);
    }

    [Fact]
    public async Task A_film_larger_than_the_bound_is_not_decoded()
    {
        var fault = await Assert.ThrowsAsync<QuarantineException>(() => ProbeAsync("one-frame.mp4", new ProbeOptions { MostPixels = 100 }));

        Assert.Equal("too_large", fault.Code);
    }

    private static List<string> Differences(JsonElement truth, SourceProbeResult result)
    {
        var (probe, faults) = (result.Probe, new List<string>());
        Compare(faults, "frames", truth.GetProperty("frames").GetInt32(), probe.Frames);
        Compare(faults, "width", truth.GetProperty("width").GetInt32(), probe.Width);
        Compare(faults, "height", truth.GetProperty("height").GetInt32(), probe.Height);
        Compare(faults, "partial", false, probe.Partial);
        Compare(faults, "vfr", truth.TryGetProperty("vfr", out var vfr) && vfr.GetBoolean(), probe.Vfr);
        Compare(faults, "hdr", truth.TryGetProperty("hdr", out var hdr) ? hdr.GetString()! : "no", probe.Hdr);
        Compare(faults, "interlaced", truth.TryGetProperty("interlaced_flag", out _) ? "tff" : "no", probe.Interlaced);
        var rate = truth.GetProperty("fps");
        if (probe.Frames > 1 && rate.ValueKind == JsonValueKind.Number)
        {
            Compare(faults, "fps", true, Math.Abs(probe.Fps!.Value - rate.GetDouble()) <= RateTolerance * rate.GetDouble());
        }

        return faults;
    }

    private static void Compare<T>(List<string> faults, string what, T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            faults.Add($"{what}: {expected} expected, {actual} found");
        }
    }

    private static Task<SourceProbeResult> ProbeAsync(string name, ProbeOptions? options = null) =>
        new SourceProbe(FfmpegTools.Find(), options ?? new ProbeOptions(), TimeProvider.System)
            .ProbeAsync("source", TestFilms.Of(name), 1, null, TestContext.Current.CancellationToken);
}
