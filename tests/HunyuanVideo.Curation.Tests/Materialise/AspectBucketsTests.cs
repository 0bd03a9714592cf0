using HunyuanVideo.Curation.Materialise;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Tests.Materialise;

public sealed class AspectBucketsTests
{
    private static readonly PolicyOutput Output = new() { Area = [544, 960], Fps = 24, Frames = [65, 129] };

    private static MaterialItem Item(int width, int height, int frames, double rate = 24) => new()
    {
        ClipId = "c",
        SourceId = "s",
        Path = "p",
        First = 0,
        Pts = [.. Enumerable.Range(0, frames).Select(frame => (long)frame)],
        TickSeconds = 1 / rate,
        Shown = (width, height),
        PixelFormat = "yuv420p",
        Crop = new PixelBox(0, 0, width, height),
    };

    [Fact]
    public void Sizes_are_those_of_training_for_five_classes()
    {
        var sizes = new AspectBuckets(Output).Sizes;

        Assert.Equal([new(544, 960), new(608, 800), new(704, 704), new(800, 608), new(960, 544)], sizes);
        Assert.All(sizes, size => Assert.Contains(size, new BucketGrid(723, 32, [65], 65, 1).Sizes));
    }

    [Theory]
    [InlineData(1920, 1080, 200, null)]
    [InlineData(1920, 860, 200, null)]
    [InlineData(2600, 1000, 200, "no_bucket")]
    [InlineData(640, 360, 200, "too_small")]
    [InlineData(1920, 1080, 64, "too_short")]
    public void A_clip_has_a_bucket_or_a_word_that_says_why_not(int width, int height, int frames, string? fault) =>
        Assert.Equal(fault, new AspectBuckets(Output).Cut(Item(width, height, frames)).Fault);

    [Theory]
    [InlineData(129, 24, 129)]
    [InlineData(128, 24, 65)]
    [InlineData(162, 30, 129)]
    [InlineData(161, 30, 65)]
    [InlineData(323, 60, 129)]
    public void A_clip_gets_the_longest_length_that_its_time_fills(int frames, double rate, int expected) =>
        Assert.Equal(expected, new AspectBuckets(Output).Cut(Item(1920, 1080, frames, rate)).Cut!.Frames);

    [Fact]
    public void The_nearest_frame_is_shown_and_of_equally_near_ones_the_earlier()
    {
        Assert.Equal([0, 1, 2, 4, 5, 6, 7], FrameSchedule.Of([.. Enumerable.Range(0, 12).Select(frame => frame / 30.0)], 24, 7));
        Assert.Equal([0, 0, 1, 1, 2], FrameSchedule.Of([0, 0.1, 0.2, 0.3], 20, 5));
        Assert.Equal([0, 2, 4], FrameSchedule.Of([.. Enumerable.Range(0, 5).Select(frame => frame / 60.0)], 30, 3));
    }
}
