using HunyuanVideo.Media;

namespace HunyuanVideo.Tests.Media;

public sealed class FfmpegTests : IDisposable
{
    private const string Comment = """{"prompt": "a \"red\" circle; = # \\ é\n", "seed": 7}""";

    private static readonly VideoFormat Format = new(32, 16, 12);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hyvideo-media-");
    private readonly FfmpegTools _tools = FfmpegTools.Find();

    [Fact]
    public async Task Written_video_reads_back_with_size_rate_comment_and_nearly_the_pixels()
    {
        var path = await WriteAsync("a.mp4", 5);

        var info = await FfmpegReader.ProbeAsync(_tools, path, Stop);
        var frames = await FfmpegReader.ReadFramesAsync(_tools, path, Stop)
            .ToListAsync(Stop);

        Assert.Equal(new VideoInfo(32, 16, 12, Comment), info);
        Assert.Equal(5, frames.Count);
        Assert.All(frames, (frame, index) => Assert.InRange(MeanDifference(Frame(index), frame), 0, 6));   // 4:2:0 and crf 14
    }

    [Fact]
    public async Task Same_frames_give_the_same_bytes()
    {
        var first = await WriteAsync("first.mp4", 9);
        var second = await WriteAsync("second.mp4", 9);

        Assert.Equal(await File.ReadAllBytesAsync(first, Stop), await File.ReadAllBytesAsync(second, Stop));
    }

    [Fact]
    public async Task A_writer_that_is_not_completed_leaves_nothing()
    {
        using (var writer = FfmpegWriter.Start(_tools, Path.Join(_folder.FullName, "b.mp4"), Format, "", overwrite: false))
        {
            await writer.WriteAsync(Frame(0), Stop);
        }

        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task An_existing_file_is_kept_without_overwrite()
    {
        var path = Path.Join(_folder.FullName, "kept.mp4");
        await File.WriteAllTextAsync(path, "mine", Stop);

        await Assert.ThrowsAsync<IOException>(() => WriteAsync("kept.mp4", 1));

        Assert.Equal("mine", await File.ReadAllTextAsync(path, Stop));
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public async Task An_unwritable_folder_is_an_error_with_the_encoders_words()
    {
        using var writer = FfmpegWriter.Start(_tools, Path.Join(_folder.FullName, "absent", "c.mp4"), Format, "", overwrite: false);

        var fault = await Assert.ThrowsAsync<IOException>(async () =>
        {
            await writer.WriteAsync(Frame(0), Stop);
            await writer.CompleteAsync(Stop);
        });

        Assert.Contains("No such file or directory", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_no_video_are_refused_with_one_sentence()
    {
        var path = Path.Join(_folder.FullName, "noise.mp4");
        await File.WriteAllBytesAsync(path, [.. Enumerable.Range(0, 5000).Select(i => (byte)((i * 131) ^ (i >> 3)))], Stop);

        var fault = await Assert.ThrowsAsync<InputException>(() => FfmpegReader.ProbeAsync(_tools, path, Stop));

        Assert.StartsWith(path + ": is no video that ffmpeg can read", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void Odd_sides_are_refused()
    {
        var fault = Assert.Throws<InputException>(() => FfmpegWriter.Start(_tools, "d.mp4", new VideoFormat(33, 16, 12), "", overwrite: false));

        Assert.Contains("33×16 is odd", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_ffmpeg_says_how_to_get_it()
    {
        var fault = Assert.Throws<InputException>(() => FfmpegTools.Find("/nowhere/ffmpeg"));

        Assert.Equal("--ffmpeg /nowhere/ffmpeg: no such file; give the path of the ffmpeg executable.", fault.Message);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static byte[] Frame(int index) =>
        [.. Enumerable.Range(0, Format.FrameBytes).Select(i => (byte)((i / 3 % 32 * 5) + (i % 3 * 20) + (index * 9)))];

    private static double MeanDifference(byte[] expected, byte[] actual) => expected.Zip(actual).Average(pair => Math.Abs(pair.First - pair.Second));

    private async Task<string> WriteAsync(string name, int frames)
    {
        var path = Path.Join(_folder.FullName, name);
        using var writer = FfmpegWriter.Start(_tools, path, Format, Comment, overwrite: false);
        for (var index = 0; index < frames; index++)
        {
            await writer.WriteAsync(Frame(index), Stop);
        }

        await writer.CompleteAsync(Stop);
        return path;
    }
}
