using HunyuanVideo.Curation.Shots;

namespace HunyuanVideo.Curation.Tests.Shots;

/// <summary>Where a film is cut so that decoders can read it side by side.</summary>
public sealed class PacketTableTests
{
    [Theory]
    [InlineData(2, new[] { 0, 40, 60, 90 }, new[] { 0, 40 })]              // 40 and 60 are as near
    [InlineData(2, new[] { 0, 45, 60, 90 }, new[] { 0, 45 })]
    [InlineData(2, new[] { 0, 20, 58, 90 }, new[] { 0, 58 })]
    [InlineData(4, new[] { 0, 26, 49, 76 }, new[] { 0, 26, 49, 76 })]
    [InlineData(4, new[] { 0, 49 }, new[] { 0, 49 })]                      // one key frame is the nearest of three places
    [InlineData(2, new[] { 0 }, new[] { 0 })]
    [InlineData(2, new[] { 0, 90 }, new[] { 0 })]                          // ten frames are no half
    [InlineData(1, new[] { 0, 50 }, new[] { 0 })]
    public void Parts_are_cut_at_the_nearest_key_frames(int parts, int[] keyFrames, int[] firsts)
    {
        var table = new PacketTable([.. Enumerable.Range(0, 100).Select(frame => (long)frame)], keyFrames, 0.04, 1);

        var segments = table.Segments(0, 100, parts);

        Assert.Equal(firsts, segments.Select(segment => segment.First));
        Assert.Equal(99, segments[^1].Last);
        Assert.All(segments.Zip(segments.Skip(1)), pair => Assert.Equal(pair.First.Last + 1, pair.Second.First));
    }

    [Theory]
    [InlineData(1500, false, 2, 2)]
    [InlineData(8704, false, 2, 2)]      // however long: nothing is judged
    [InlineData(8704, true, 2, 6)]
    [InlineData(1500, true, 1, 1)]
    [InlineData(600, false, 8, 2)]       // starting decoders costs more than shorter parts save
    [InlineData(100, true, 8, 1)]
    public void A_stretch_has_a_part_for_each_worker_and_more_where_frames_are_left_out(int frames, bool isLarge, int workers, int parts)
    {
        var decoding = new ShotDecodeOptions();

        Assert.Equal(parts, decoding.Parts(frames, isLarge ? decoding.LeastSparsePixels : decoding.LeastSparsePixels - 1, workers));
    }

    [Fact]
    public void A_stretch_is_cut_by_its_own_middle()
    {
        var table = new PacketTable([.. Enumerable.Range(0, 100).Select(frame => (long)frame)], [0, 30, 55, 72], 0.04, 1);

        Assert.Equal([new FrameRange(40, 71), new FrameRange(72, 99)], table.Segments(40, 100, 2));
    }
}
