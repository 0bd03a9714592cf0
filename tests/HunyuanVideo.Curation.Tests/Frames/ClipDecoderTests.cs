using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Ingest;
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
            var clip = Clip(source, first, end);
            var (sought, counted) = (new Recorder(), new Recorder());
            await DecodeAsync(source, clip, sought, folder.Path, fromStart: false);
            await DecodeAsync(source, clip, counted, folder.Path, fromStart: true);

            Assert.Equal(clip.Frames, sought.Frames.Count);
            Assert.Equal(counted.Frames, sought.Frames);
            Assert.Equal(counted.Planes, sought.Planes);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_portrait_film_stands_upright_and_planes_have_the_size_shown()
    {
        using var folder = new TempFolder();
        var source = await SourceAsync("rotated.mp4");
        var recorder = new Recorder();

        await DecodeAsync(source, Clip(source, 5, 20), recorder, folder.Path, fromStart: false);

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

        await Assert.ThrowsAsync<FrameCountException>(() => DecodeAsync(longer, Clip(longer, 20, 33), new Recorder(), folder.Path, fromStart: false));
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
        Assert.Equal([6, 18, 31, 43, 56, 68, 81, 93], ClipFilter.NativeFrames(100, 8));
        Assert.Equal([0, 1, 2], ClipFilter.NativeFrames(3, 8));
    }

    private static AnalysedClip Clip(ClipSource source, int first, int last) =>
        new("clip", "source", first, last, source.Probe.Width, source.Probe.Height, source.Probe.Fps ?? 0, 1);

    private static async Task<ClipSource> SourceAsync(string name)
    {
        var path = TestFilms.Of(name);
        var probe = new SourceProbe(FfmpegTools.Find(), new ProbeOptions(), TimeProvider.System);
        var result = await probe.ProbeAsync("source", path, 1, null, TestContext.Current.CancellationToken);
        return new ClipSource(path, result.Probe, result.Times);
    }

    private static Task DecodeAsync(ClipSource source, AnalysedClip clip, Recorder recorder, string scratch, bool fromStart) =>
        new ClipDecoder(FfmpegTools.Find(), new ClipDecodeOptions(), TimeProvider.System).DecodeAsync(
            source, clip, [recorder], [recorder], scratch, new ClipDecodeRequest(1, fromStart), TestContext.Current.CancellationToken);

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
