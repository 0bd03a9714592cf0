using System.Diagnostics;
using HunyuanVideo.Curation.Materialise;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Tests.Materialise;

/// <summary>A film of 100 flat pictures whose grey tells their number, at 30 pictures a second, with a tone. The left tenth is black.</summary>
internal sealed class CountedFilm : IDisposable
{
    public const int Frames = 100;
    private const int Width = 320;
    private const int Height = 180;
    private const int Rate = 30;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("materialise");

    public CountedFilm()
    {
        Path = System.IO.Path.Join(_folder.FullName, "-it's %05d \"film\".mp4");
        Run(
            "-f", "lavfi", "-i", $"color=black:size={Width}x{Height}:rate={Rate},format=gray,geq=lum='if(lt(X,32),0,40+2*N)',format=yuv420p",
            "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100", "-frames:v", $"{Frames}", "-t", "3.4", "-c:v", "libx264", "-crf", "5", "-bf", "2", "-g", "25", "-c:a", "aac", "file:" + Path);
    }

    public static FfmpegTools Tools { get; } = FfmpegTools.Find();

    public static PolicyOutput Output { get; } = new() { Area = [90, 160], Fps = 24, Frames = [17, 33], Audio = "keep_if_good", LargestCropAway = 0.4 };

    public static Policy Policy { get; } = new() { Set = "tiny", Seed = 7, Rules = [], Output = Output };

    public static SetProvenance Provenance { get; } = new("counted", "hyvideo test", "ffmpeg", new Dictionary<string, string> { ["shots"] = "0123456789abcdef" });

    public string Path { get; }

    public string Folder => _folder.FullName;

    /// <summary>Seconds per tick are 1/15360, as libx264 in mp4 writes a rate of 30.</summary>
    public MaterialItem Item(int first, int frames, bool isMisplaced = false) => new()
    {
        ClipId = CurationIds.Clip("film", first, first + frames - 1),
        SourceId = "film",
        Path = Path,
        First = first,
        Pts = [.. Enumerable.Range(first, frames).Select(frame => (frame * 512L) + (isMisplaced ? 100 : 0))],
        TickSeconds = 1.0 / 15360,
        Shown = (Width, Height),
        PixelFormat = "yuv420p",
        Crop = new PixelBox(32, 0, Width, Height),
        HasAudio = true,
        AudioClass = "pure_music",
        Caption = """{"version": 1, "short": "A grey wall grows brighter."}""",
        CaptionSource = "human",
        Licence = "CC0",
        CopyGroup = $"group {first}",
    };

    /// <summary>Path of the same film as the second stream of a file, whose first is black.</summary>
    public string BehindBlack()
    {
        var path = System.IO.Path.Join(_folder.FullName, "two.mp4");
        Run("-i", "file:" + Path, "-f", "lavfi", "-i", $"color=black:size={Width}x{Height}:rate={Rate}:duration=3.4", "-map", "1:v", "-map", "0:v", "-map", "0:a", "-c:v:0", "libx264", "-c:v:1", "copy", "-c:a", "copy", "file:" + path);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Tools.Ffmpeg, ["-nostdin", "-v", "error", .. arguments]))!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
