using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Tests.Ingest;
using HunyuanVideo.Curation.Tests.Store;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Tests.Frames;

public sealed class ClipDecoderTests
{
    [Theory]
    [InlineData("ntsc-bframes.mp4")]
    [InlineData("edit-list.mp4")]
    [InlineData("vfr.mp4")]
    [InlineData("mpeg2-ts.ts")]
    [InlineData("interlaced.mpg")]
    [InlineData("odd-size.webm")]
    [InlineData("rotated.mp4")]
    [InlineData("hdr10.mp4")]
    [InlineData("old-film.avi")]
    [InlineData("corrupt-middle.mp4")]
    public async Task Frames_found_by_seeking_are_those_found_by_counting_from_the_start(string name)
    {
        using var folder = new TempFolder();
        var source = await SourceAsync(name);
        var last = source.Probe.Frames - 1;

        foreach (var (first, end) in new[] { (0, 9), (last / 2, (last / 2) + 12), (last - 7, last) })
        {
            await AssertSameAsync(Clip(source, first, end), (source, ClipSearch.Seek), (source, ClipSearch.FromStart), folder.Path);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_portrait_film_stands_upright_and_planes_have_the_size_shown()
    {
        using var folder = new TempFolder();
        var source = await SourceAsync("rotated.mp4");
        var recorder = new Recorder();

        await DecodeAsync(source, Clip(source, 5, 20), recorder, folder.Path, ClipSearch.Seek);

        Assert.Equal((240, 360), recorder.ViewSize);
        Assert.Equal((240, 360), recorder.PlaneSize);
        Assert.Equal(8, recorder.Planes.Count);
    }

    [Fact]
    public async Task A_clip_that_is_not_there_is_told_and_never_measured_short()
    {
        using var folder = new TempFolder();
        var source = await SourceAsync("%05d.mp4");
        var times = source.Times with { Pts = [.. source.Times.Pts, source.Times.Pts[^1] + 1000, source.Times.Pts[^1] + 2000] };
        var longer = source with { Times = times };

        await Assert.ThrowsAsync<FrameCountException>(() => DecodeAsync(longer, Clip(longer, 20, 33), new Recorder(), folder.Path, ClipSearch.Seek));
    }

    [Theory]
    [InlineData(1920, 1080, 640, 360)]
    [InlineData(1080, 1920, 360, 640)]
    [InlineData(321, 241, 321, 241)]
    [InlineData(4096, 1, 640, 1)]
    public void The_longer_side_of_a_view_is_at_most_640(int width, int height, int viewWidth, int viewHeight) =>
        Assert.Equal((viewWidth, viewHeight), ClipFilter.ViewSize(width, height, new ClipDecodeOptions().ViewSide));

    [Fact]
    public void Planes_are_evenly_spaced_and_never_more_than_frames()
    {
        Assert.Equal([6, 18, 31, 43, 56, 68, 81, 93], ClipFilter.PlaneFrames(0, 100, 1, 8));
        Assert.Equal([0, 1, 2], ClipFilter.PlaneFrames(0, 3, 1, 8));
    }

    [Fact]
    public void Planes_are_of_frames_that_were_known_to_be_taken_before_the_clip_was()
    {
        Assert.Equal([6, 18, 30, 42, 54, 66, 82, 94], ClipFilter.PlaneFrames(2, 100, 4, 8));
        Assert.Equal([0, 1, 2], ClipFilter.PlaneFrames(9, 3, 4, 8));       // too few stand in so short a clip
        Assert.Equal([0], ClipFilter.PlaneFrames(0, 1, 4, 8));
    }

    [Theory]
    [InlineData("ntsc-bframes.mp4")]
    [InlineData("edit-list.mp4")]
    [InlineData("vfr.mp4")]
    [InlineData("odd-size.webm")]
    [InlineData("rotated.mp4")]
    [InlineData("old-film.avi")]
    [InlineData("corrupt-middle.mp4")]
    [InlineData("truncated-tail.mkv")]
    public async Task Views_kept_from_the_decode_that_counts_frames_are_those_of_a_decode_of_their_own(string name)
    {
        using var folder = new TempFolder();
        var pass = new SourcePass(new ClipDecodeOptions(), new LocalFileLayer(), folder.Path);
        var source = await SourceAsync(name, pass);
        var kept = source with { Views = pass.Views! };
        var last = source.Probe.Frames - 1;

        foreach (var (first, end) in new[] { (0, 49), (last / 2, last), (1, last - 1) })
        {
            await AssertSameAsync(Clip(source, first, end), (kept, ClipSearch.ByNumber), (source, ClipSearch.ByNumber), folder.Path);
        }

        pass.Leave();
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("hdr10.mp4", 60, 1L << 29)]
    [InlineData("vfr.mp4", 1, 1L << 29)]
    [InlineData("vfr.mp4", 60, 1L << 20)]
    public async Task Views_of_a_source_that_is_too_long_or_too_large_or_tone_mapped_are_not_kept(string name, double seconds, long bytes)
    {
        using var folder = new TempFolder();
        var pass = new SourcePass(new ClipDecodeOptions { MostKeptSeconds = seconds, MostKeptBytes = bytes }, new LocalFileLayer(), folder.Path);

        await SourceAsync(name, pass);

        Assert.Null(pass.Views);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    private static async Task AssertSameAsync(AnalysedClip clip, (ClipSource Source, ClipSearch Search) one, (ClipSource Source, ClipSearch Search) other, string scratch)
    {
        var (left, right) = (new Recorder(), new Recorder());
        await DecodeAsync(one.Source, clip, left, scratch, one.Search);
        await DecodeAsync(other.Source, clip, right, scratch, other.Search);

        Assert.Equal(clip.Frames, left.Frames.Count);
        Assert.Equal(right.Frames, left.Frames);
        Assert.Equal(right.Planes, left.Planes);
    }

    private static AnalysedClip Clip(ClipSource source, int first, int last) =>
        new("clip", "source", first, last, source.Probe.Width, source.Probe.Height, source.Probe.Fps ?? 0, 1);

    private static async Task<ClipSource> SourceAsync(string name, SourcePass? pass = null)
    {
        var path = TestFilms.Of(name);
        var probe = new SourceProbe(FfmpegTools.Find(), new ProbeOptions(), TimeProvider.System);
        var result = await probe.ProbeAsync("source", path, 1, pass, TestContext.Current.CancellationToken);
        return new ClipSource(path, result.Probe, result.Times);
    }

    private static Task DecodeAsync(ClipSource source, AnalysedClip clip, Recorder recorder, string scratch, ClipSearch search) =>
        new ClipDecoder(FfmpegTools.Find(), new ClipDecodeOptions(), TimeProvider.System).DecodeAsync(
            source, clip, [recorder], [recorder], scratch, search, TestContext.Current.CancellationToken);

    private sealed class Recorder : IClipAnalyser, INativePlaneAnalyser
    {
        public List<string> Frames { get; } = [];

        public List<string> Planes { get; } = [];

        public (int Width, int Height) ViewSize { get; private set; }

        public (int Width, int Height) PlaneSize { get; private set; }

        public void Add(ViewFrame frame)
        {
            ViewSize = (frame.Width, frame.Height);
            Frames.Add($"{frame.Index} {Hash(frame.Y)} {Hash(frame.U)} {Hash(frame.V)}");
        }

        public void AddPlane(LumaPlane plane)
        {
            PlaneSize = (plane.Width, plane.Height);
            Planes.Add(Hash(plane.Pixels));
        }

        private static string Hash(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
    }
}
