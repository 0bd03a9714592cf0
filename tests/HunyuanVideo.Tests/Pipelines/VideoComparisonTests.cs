using HunyuanVideo.Media;
using HunyuanVideo.Pipelines;
using HunyuanVideo.Tests.Weights;

namespace HunyuanVideo.Tests.Pipelines;

public sealed class VideoComparisonTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task Pictures_differ_by_their_largest_value()
    {
        Picture("a.png", 100, 2);
        Picture("b.png", 103, 2);
        Picture("c.png", 100, 4);

        Assert.Equal(new ReplayOutcome(true, 0, 0), await Compare("a.png", "a.png"));
        Assert.Equal(new ReplayOutcome(false, 1, 3), await Compare("a.png", "b.png"));
        Assert.Equal(new ReplayOutcome(false, 1, null), await Compare("a.png", "c.png"));
    }

    [Fact]
    public async Task Videos_of_other_length_have_no_largest_difference()
    {
        await Video("short.mp4", 2, "");
        await Video("long.mp4", 3, "");
        await Video("named.mp4", 2, "another comment");

        Assert.Equal(new ReplayOutcome(false, 3, null), await Compare("short.mp4", "long.mp4"));
        Assert.Equal(new ReplayOutcome(false, 2, null), await Compare("long.mp4", "short.mp4"));
        Assert.Equal(new ReplayOutcome(false, 2, 0), await Compare("short.mp4", "named.mp4"));
    }

    public void Dispose() => _scratch.Dispose();

    private Task<ReplayOutcome> Compare(string original, string replayed) => VideoComparison.CompareAsync(
        FfmpegTools.Find(), _scratch.Join(original), _scratch.Join(replayed), TestContext.Current.CancellationToken);

    private void Picture(string name, byte value, int width)
    {
        var pixels = new byte[width * 2 * 3];
        pixels.AsSpan().Fill(100);
        pixels[5] = value;
        PngFile.Write(_scratch.Join(name), pixels, width, 2);
    }

    private async Task Video(string name, int frames, string comment)
    {
        using var writer = FfmpegWriter.Start(FfmpegTools.Find(), _scratch.Join(name), new VideoFormat(16, 16, 8), comment, overwrite: false);
        for (var frame = 0; frame < frames; frame++)
        {
            await writer.WriteAsync(new byte[16 * 16 * 3], TestContext.Current.CancellationToken);
        }

        await writer.CompleteAsync(TestContext.Current.CancellationToken);
    }
}
