using HunyuanVideo.Curation.Decoding;
using HunyuanVideo.Curation.Shots;

namespace HunyuanVideo.Curation.Tests.Shots;

public sealed class FrameTimesTests
{
    [Fact]
    public void Time_begins_at_the_first_frame()
    {
        var times = FrameTimes.From([100, 140, 180, 260], 1, 1000);

        Assert.Equal((0.16, 0.04, false), (times.Seconds(3), times.MedianInterval, times.IsRepaired));
        Assert.Equal(0.2, times.Duration(0, 3), 1e-9);
        Assert.Equal(3 / 0.16, times.FramesPerSecond!.Value, 1e-9);
    }

    [Theory]
    [InlineData(new long[] { 0, 40, long.MinValue, 120 })]
    [InlineData(new long[] { 0, 40, 40, 80 })]
    public void Missing_and_equal_stamps_are_repaired(long[] pts)
    {
        var times = FrameTimes.From(pts, 1, 1000);

        Assert.True(times.IsRepaired);
        Assert.Equal(0.12, times.Seconds(3), 1e-9);
    }

    [Fact]
    public void One_frame_has_no_rate() => Assert.Null(FrameTimes.From([7], 1, 25).FramesPerSecond);

    [Fact]
    public void A_tag_cannot_pose_as_a_frame()
    {
        Assert.Null(ShowInfoLine.Frame("    title           : [Parsed_showinfo_2 @ 0x1] n:   0 pts:      5 s:64x36 i:P iskey:1 type:I "));
        Assert.Equal(
            (5120L, true, 64, 36),
            ShowInfoLine.Frame("[Parsed_showinfo_2 @ 0x56] n:  12 pts:   5120 pts_time:0.4 pos: 3 fmt:yuv444p sar:0/1 s:64x36 i:P iskey:0 type:B ") is { } frame
                ? (frame.Pts, frame.IsBidirectional, frame.Width, frame.Height) : default);
        Assert.Equal((1, 12800), ShowInfoLine.TimeBase("[Parsed_showinfo_2 @ 0x56] config in time_base: 1/12800, frame_rate: 25/1"));
        Assert.Equal(long.MinValue, ShowInfoLine.Frame("[Parsed_showinfo_2 @ 0x56] n:   0 pts:   NOPTS pts_time:NOPTS s:64x36 i:P iskey:1 type:I ")!.Pts);
    }
}
