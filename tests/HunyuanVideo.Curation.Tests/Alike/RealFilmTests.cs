using HunyuanVideo.Curation.Alike;
using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Tests.Alike;

/// <summary>Films whose truth is in <c>tests/data/media/truth.json</c>: copies made with a real encoder, and six shots of one scene.</summary>
public sealed class RealFilmTests
{
    private const double FramesPerSecond = 25;
    private static readonly string[] Copies = ["dup-a.mp4", "dup-b-small-dark.mp4", "dup-c-logo-trim.mp4", "dup-d-mirror.mp4"];

    [Fact]
    public async Task Reencoded_smaller_darker_trimmed_copies_form_a_group_and_a_mirrored_one_only_when_asked()
    {
        var clips = new List<AlikeClip>();
        foreach (var name in Copies)
        {
            var frames = await ReadAsync(name);
            clips.Add(Measure(name, frames, 0, frames.Count));
        }

        Assert.Equal(["dup-a.mp4", "dup-a.mp4", "dup-a.mp4", "dup-d-mirror.mp4"], Groups(clips, mirror: false));
        Assert.Equal(["dup-a.mp4", "dup-a.mp4", "dup-a.mp4", "dup-a.mp4"], Groups(clips, mirror: true));
    }

    [Fact]
    public async Task Shots_of_one_scene_are_no_copies()
    {
        var frames = await ReadAsync("same-scene.mp4");
        int[] edges = [0, 35, 67, 97, 131, 159, frames.Count];
        var clips = edges.Zip(edges.Skip(1)).Select(shot => Measure($"{shot.First:000}", frames, shot.First, shot.Second)).ToList();

        Assert.Equal(["000", "035", "067", "097", "131", "159"], Groups(clips, mirror: false));
    }

    private static IEnumerable<string> Groups(List<AlikeClip> clips, bool mirror) =>
        new DuplicateFinder(new DuplicateOptions { Mirror = mirror }).Find(clips, 4).Groups.Select(row => row.GroupId);

    private static AlikeClip Measure(string id, List<ViewFrame> frames, int from, int to)
    {
        var (width, height) = (frames[0].Width, frames[0].Height);
        var analyser = new LookAnalyser(new AnalysedClip(id, id, from, to - 1, width, height, FramesPerSecond, (to - from) / FramesPerSecond), new LookOptions());
        frames[from..to].ForEach(analyser.Add);
        var row = analyser.Finish(new PixelBox(0, 0, width, height), LookMotion.None);
        return new AlikeClip { ClipId = id, Signature = row.Signature, Look = row.Vector };
    }

    private static async Task<List<ViewFrame>> ReadAsync(string name)
    {
        var (tools, path) = (FfmpegTools.Find(), Path.Join(MediaFolder(), name));
        var info = await FfmpegReader.ProbeAsync(tools, path, TestContext.Current.CancellationToken);
        var frames = new List<ViewFrame>();
        await foreach (var rgb in FfmpegReader.ReadFramesAsync(tools, path, TestContext.Current.CancellationToken))
        {
            frames.Add(ToView(frames.Count, rgb, info.Width, info.Height));
        }

        return frames;
    }

    private static ViewFrame ToView(int index, byte[] rgb, int width, int height)
    {
        var frame = new ViewFrame(index, index / FramesPerSecond, width, height, new byte[width * height], new byte[(width + 1) / 2 * ((height + 1) / 2)], new byte[(width + 1) / 2 * ((height + 1) / 2)]);
        for (var i = 0; i < width * height; i++)
        {
            var (red, green, blue) = (rgb[i * 3], rgb[i * 3 + 1], rgb[i * 3 + 2]);
            var luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
            var at = i / width / 2 * frame.ChromaWidth + i % width / 2;
            frame.Y[i] = (byte)(16 + luma * 219 / 255);
            frame.U[at] = (byte)(128 + (blue - luma) / 1.8556 * 224 / 255);
            frame.V[at] = (byte)(128 + (red - luma) / 1.5748 * 224 / 255);
        }

        return frame;
    }

    private static string MediaFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var media = Path.Join(folder.FullName, "tests", "data", "media");
            if (Directory.Exists(media))
            {
                return media;
            }
        }

        throw new DirectoryNotFoundException("tests/data/media lies in no folder above the tests.");
    }
}
