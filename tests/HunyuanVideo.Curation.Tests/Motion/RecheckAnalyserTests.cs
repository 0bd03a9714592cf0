using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Motion;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Tests.Motion;

public sealed class RecheckAnalyserTests
{
    [Fact]
    public void One_scene_is_a_single_shot()
    {
        var row = Check(Enumerable.Repeat(10.0, 60));

        Assert.True(row.SingleShot);
        Assert.Equal(0, row.WorstScore);
    }

    [Fact]
    public void A_cut_is_found_at_the_first_frame_of_the_new_shot()
    {
        var row = Check([.. Enumerable.Repeat(10.0, 30), .. Enumerable.Repeat(90.0, 30)]);

        Assert.False(row.SingleShot);
        Assert.Equal(130, row.WorstFrame);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(57)]
    public void A_cut_near_an_end_is_found(int first)
    {
        var row = Check([.. Enumerable.Repeat(10.0, first), .. Enumerable.Repeat(90.0, 60 - first)]);

        Assert.False(row.SingleShot);
        Assert.Equal(100 + first, row.WorstFrame);
    }

    [Fact]
    public void A_flash_is_vetoed()
    {
        var row = Check([.. Enumerable.Repeat(10.0, 30), 90, 90, .. Enumerable.Repeat(10.0, 30)]);

        Assert.True(row.SingleShot);
    }

    [Fact]
    public void A_dissolve_without_a_step_is_found_by_the_lag()
    {
        var row = Check([.. Enumerable.Repeat(0.0, 30), .. Enumerable.Range(1, 10).Select(step => step * 9.0), .. Enumerable.Repeat(99.0, 30)]);

        Assert.False(row.SingleShot);
    }

    [Fact]
    public void Fast_motion_is_vetoed_by_its_path()
    {
        var row = Check(Enumerable.Range(0, 60).Select(frame => frame * 4.5), wideFactor: 0.5);

        Assert.True(row.SingleShot);
    }

    [Fact]
    public void One_frame_cannot_be_checked() => Assert.Null(Run([10.0], 1));

    private static RecheckRow Check(IEnumerable<double> places, double wideFactor = 1) =>
        Run(places, wideFactor) ?? throw new InvalidOperationException("no row");

    // The stand-in's distance is the difference of two numbers in hundredths; a wide search finds part of it again.
    private static RecheckRow? Run(IEnumerable<double> places, double wideFactor)
    {
        var list = places.ToList();
        var clip = new AnalysedClip("clip", "source", 100, 100 + list.Count - 1, 16, 16, 24, list.Count / 24.0);
        var analyser = new RecheckAnalyser(clip, (frame, crop) =>
        {
            Assert.Equal(new PixelBox(0, 0, 16, 16), crop);
            return new StandIn(list[frame.Index - 100], wideFactor);
        });
        for (var i = 0; i < list.Count; i++)
        {
            analyser.Add(new ViewFrame(100 + i, i / 24.0, 16, 16, new byte[256], new byte[64], new byte[64]));
        }

        return analyser.Finish();
    }

    private sealed record StandIn(double Place, double WideFactor) : IShotStructure
    {
        public double DistanceTo(IShotStructure other, bool isWide) =>
            Math.Abs(((StandIn)other).Place - Place) / 100 * (isWide ? WideFactor : 1);
    }
}
